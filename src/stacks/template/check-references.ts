import { formatError, templateError } from './invalid.ts';
import { attributeParts, type Reference, referencesIn } from './references.ts';
import type { KnownTypes, Template } from './template.ts';
import { callOf, isList, isMap, type Value } from './value.ts';

export const PSEUDO_PARAMETERS = [
  'AWS::AccountId',
  'AWS::NotificationARNs',
  'AWS::NoValue',
  'AWS::Partition',
  'AWS::Region',
  'AWS::StackId',
  'AWS::StackName',
  'AWS::URLSuffix',
] as const;

/** Does everything that is mentioned exist? Throws ValidationError that names what does not. */
export function checkReferences(template: Template, knownTypes: KnownTypes): void {
  const { resources, outputs, conditions } = template;
  const check = { template, knownTypes };
  for (const [name, { condition }] of Object.entries(resources)) {
    if (condition !== undefined && !Object.hasOwn(conditions, condition)) {
      throw formatError(
        `Unresolved condition dependency ${condition} for resource ${name} in the Resources ` +
          'block of the template',
      );
    }
  }
  const dependencies = Object.values(resources).flatMap(({ dependsOn }) => dependsOn);
  const properties = Object.values(resources).map((resource) => resource.properties);
  const absent = dependencies.filter((name) => !Object.hasOwn(resources, name));
  checkIn(check, 'Resources', properties, absent);
  const shown = Object.values(outputs);
  for (const { condition } of shown) {
    if (condition !== undefined && !Object.hasOwn(conditions, condition)) {
      throw formatError(
        `Unresolved condition dependency ${condition} in the Outputs block of the template`,
      );
    }
  }
  checkIn(
    check,
    'Outputs',
    shown.flatMap((one) => [one.value, one.exportName ?? '']),
    [],
  );
}

interface Check {
  readonly template: Template;
  readonly knownTypes: KnownTypes;
}

function checkIn(
  { template, knownTypes }: Check,
  block: string,
  values: readonly Value[],
  absent: readonly string[],
): void {
  for (const value of values) checkAttributes(value);
  const all = values.flatMap(referencesIn);
  const unresolved = all
    .filter(({ kind, name }) => kind !== 'Condition' && !isKnown(kind, name, template))
    .map(({ name }) => name);
  const missing = [...new Set([...absent, ...unresolved])];
  if (missing.length > 0) {
    throw formatError(
      `Unresolved resource dependencies [${missing.join(', ')}] in the ${block} block of the ` +
        'template',
    );
  }
  for (const { kind, name } of all) {
    if (kind === 'Condition' && !Object.hasOwn(template.conditions, name)) {
      throw templateError(`unresolved condition dependency ${name} in Fn::If`);
    }
  }
  for (const { name, attribute } of all) {
    const type = template.resources[name]?.type;
    if (attribute === undefined || type === undefined) continue;
    const known = knownTypes(type)?.attributes;
    if (known !== undefined && !known.includes(attribute)) {
      throw templateError(
        `resource ${name} does not support attribute type ${attribute} in Fn::GetAtt`,
      );
    }
  }
}

function isKnown(kind: Reference['kind'], name: string, template: Template): boolean {
  if (Object.hasOwn(template.resources, name)) return true;
  if (kind === 'Fn::GetAtt') return false;
  return Object.hasOwn(template.parameters, name) || PSEUDO_PARAMETERS.some((one) => one === name);
}

/** A GetAtt without its two texts mentions nothing that could be looked up. */
function checkAttributes(value: Value): void {
  if (isList(value)) value.forEach(checkAttributes);
  if (!isMap(value)) return;
  const [name, argument] = callOf(value) ?? [];
  if (name === 'Fn::GetAtt' && argument !== undefined && attributeParts(argument) === undefined) {
    throw templateError(
      'every Fn::GetAtt object requires two non-empty parameters, the resource name and the ' +
        'resource attribute',
    );
  }
  if (name === 'Ref' && typeof argument !== 'string') {
    throw templateError('every Ref object must have a single String value.');
  }
  Object.values(value).forEach(checkAttributes);
}
