import { evaluate } from './evaluate.ts';
import { evaluateConditions } from './evaluate-conditions.ts';
import { loadTemplate } from './load-template.ts';
import { parameterValue, resolveParameters } from './resolve-parameters.ts';
import type { Scope } from './scope.ts';
import type { KnownTypes } from './template.ts';
import type { Value } from './value.ts';

/** Types as a test needs them: one with two attributes, one that says itself what it has. */
export const exampleTypes: KnownTypes = (type) => {
  if (type === 'Example::Thing') return { attributes: ['Arn', 'Id'] };
  return type.startsWith('Custom::') ? { attributes: undefined } : undefined;
};

/** A template of one thing whose property `Value` is this, with further sections. */
export function templateOf(value: string, more = ''): string {
  const other = '  Other:\n    Type: Example::Thing\n';
  const thing = `  Thing:\n    Type: Example::Thing\n    Properties:\n      Value: ${value}\n`;
  return `${more}\nResources:\n${other}${thing}`;
}

/** What the property comes to in a stack of account 111122223333 in eu-west-1. */
export function valueIn(text: string, given: Readonly<Record<string, string>> = {}): unknown {
  const template = loadTemplate(text, exampleTypes, given);
  const list = Object.entries(given).map(([key, value]) => ({ key, value }));
  const texts = resolveParameters(template, list);
  const parameters = Object.fromEntries(
    Object.entries(template.parameters).map(([name, declared]) => [
      name,
      parameterValue(texts[name] ?? '', declared),
    ]),
  );
  const scope: Omit<Scope, 'conditions'> = {
    pseudo: { 'AWS::Region': 'eu-west-1', 'AWS::AccountId': '111122223333', 'AWS::URLSuffix': 'x' },
    parameters,
    mappings: template.mappings,
    ref: (name) => `ref-of-${name}`,
    attribute: (name, attribute) => `${attribute}-of-${name}`,
    imported: (name): Value => `import-of-${name}`,
    zones: (region) => [`${region}a`, `${region}b`],
    extended: template.transforms.length > 0,
  };
  const conditions = evaluateConditions(template.conditions, scope);
  const thing = template.resources.Thing?.properties ?? {};
  const value = thing.Value;
  return value === undefined ? undefined : evaluate(value, { ...scope, conditions });
}
