import { checkReferences } from './check-references.ts';
import { dependenciesOf, inOrder } from './dependencies.ts';
import { evaluate } from './evaluate.ts';
import { expandLoops } from './expand-loops.ts';
import { formatError, invalid } from './invalid.ts';
import { parseTemplate } from './parse-template.ts';
import { readTemplate, transformsOf } from './read-template.ts';
import type { KnownTypes, Template } from './template.ts';
import { isMap, type Value, type ValueMap } from './value.ts';

export const LANGUAGE_EXTENSIONS = 'AWS::LanguageExtensions';

/**
 * A template from its text, checked as far as that needs no values of parameters. `texts` are the
 * parameters that loops of the language extensions run over. Throws ValidationError.
 */
export function loadTemplate(
  text: string,
  knownTypes: KnownTypes,
  texts: Readonly<Record<string, string>> = {},
): Template {
  const source = parseTemplate(text);
  const transforms = transformsOf(source);
  const foreign = transforms.find((name) => name !== LANGUAGE_EXTENSIONS);
  if (foreign !== undefined) throw invalid(`No transform named ${foreign} found.`);
  const expanded = transforms.length === 0 ? source : withoutLoops(source, texts);
  const template = readTemplate(expanded, knownTypes);
  checkReferences(template, knownTypes);
  inOrder(dependenciesOf(template.resources, {}));
  return template;
}

function withoutLoops(source: ValueMap, texts: Readonly<Record<string, string>>): ValueMap {
  const { Parameters: declared = {}, Mappings: mappings = {} } = source;
  const parameters: Record<string, Value> = {};
  for (const [name, declaration] of Object.entries(isMap(declared) ? declared : {})) {
    const text = texts[name] ?? (isMap(declaration) ? declaration.Default : undefined);
    if (text === undefined || !isMap(declaration)) continue;
    const isMany = /^(List<|CommaDelimitedList)/.test(String(declaration.Type));
    parameters[name] = isMany
      ? String(text)
          .split(',')
          .map((item) => item.trim())
      : text;
  }
  const scope = {
    ...{ pseudo: {}, parameters, conditions: {}, extended: true },
    mappings: (isMap(mappings) ? mappings : {}) as Readonly<Record<string, ValueMap>>,
    ref: () => undefined,
    attribute: notHere,
    imported: notHere,
    zones: () => [],
  };
  return expandLoops(source, (value) => evaluate(value, scope)) as ValueMap;
}

function notHere(): never {
  throw formatError('A loop runs over parameters and mappings only');
}
