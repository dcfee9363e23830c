import { callOf, isList, isMap, type Value } from './value.ts';

/** One mention of something by its name. */
export interface Reference {
  readonly kind: 'Ref' | 'Fn::GetAtt' | 'Condition';
  readonly name: string;
  /** Of GetAtt, where it is plain text. */
  readonly attribute?: string;
}

/** `${Name}`, `${Name.Attribute}`, and `${!Literal}`, which stands for itself. */
export const SUB_VARIABLE = /\$\{(!?)([^}]*)\}/g;

/** Everything that a value mentions, the variables of Fn::Sub among it. */
export function referencesIn(value: Value): Reference[] {
  if (isList(value)) return value.flatMap(referencesIn);
  if (!isMap(value)) return [];
  const [name, argument] = callOf(value) ?? [];
  if (name === undefined || argument === undefined)
    return Object.values(value).flatMap(referencesIn);
  switch (name) {
    case 'Ref':
      return typeof argument === 'string' ? [{ kind: 'Ref', name: argument }] : [];
    case 'Condition':
      return typeof argument === 'string' ? [{ kind: 'Condition', name: argument }] : [];
    case 'Fn::GetAtt':
      return attributeReference(argument);
    case 'Fn::If':
      return [
        ...(isList(argument) && typeof argument[0] === 'string'
          ? [{ kind: 'Condition', name: argument[0] } as const]
          : []),
        ...(isList(argument) ? argument.slice(1).flatMap(referencesIn) : []),
      ];
    case 'Fn::Sub':
      return substituted(argument);
    default:
      return referencesIn(argument);
  }
}

/** The two texts of a GetAtt, in either of its forms. */
export function attributeParts(argument: Value): readonly [Value, Value] | undefined {
  if (typeof argument === 'string') {
    const dot = argument.indexOf('.');
    return dot <= 0 || dot === argument.length - 1
      ? undefined
      : [argument.slice(0, dot), argument.slice(dot + 1)];
  }
  if (!isList(argument) || argument.length !== 2) return undefined;
  const [name, attribute] = argument;
  return name === undefined || attribute === undefined || name === '' || attribute === ''
    ? undefined
    : [name, attribute];
}

function attributeReference(argument: Value): Reference[] {
  const [name, attribute] = attributeParts(argument) ?? [];
  if (typeof name !== 'string' || attribute === undefined) return [];
  if (typeof attribute === 'string') return [{ kind: 'Fn::GetAtt', name, attribute }];
  return [{ kind: 'Fn::GetAtt', name }, ...referencesIn(attribute)];
}

function substituted(argument: Value): Reference[] {
  const [text, given] = isList(argument) ? argument : [argument];
  if (typeof text !== 'string') return [];
  const own = isMap(given) ? given : {};
  const named = [...text.matchAll(SUB_VARIABLE)]
    .filter(([, literal]) => literal === '')
    .map(([, , variable = '']) => variable.trim())
    .filter((variable) => !Object.hasOwn(own, variable))
    .map(variableReference);
  return [...named, ...Object.values(own).flatMap(referencesIn)];
}

export function variableReference(variable: string): Reference {
  const dot = variable.indexOf('.');
  if (dot < 0) return { kind: 'Ref', name: variable };
  const name = variable.slice(0, dot);
  return { kind: 'Fn::GetAtt', name, attribute: variable.slice(dot + 1) };
}
