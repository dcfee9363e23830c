/** Whatever a template holds once it is read: JSON without null. */
export type Value = string | number | boolean | readonly Value[] | ValueMap;

export interface ValueMap {
  readonly [key: string]: Value;
}

export function isMap(value: unknown): value is ValueMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isList(value: unknown): value is readonly Value[] {
  return Array.isArray(value);
}

export function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

/** `{ Ref: 'x' }` → `['Ref', 'x']`; undefined for what is no call of a function. */
export function callOf(value: Value): readonly [name: string, argument: Value] | undefined {
  if (!isMap(value)) return undefined;
  const entries = Object.entries(value);
  const [first] = entries;
  if (first === undefined || entries.length !== 1) return undefined;
  const [name] = first;
  return name === 'Ref' || name === 'Condition' || name.startsWith('Fn::') ? first : undefined;
}

/** Equal as JSON, whatever order members are written in; a number equals the text that it is. */
export function sameValue(one: Value | undefined, other: Value | undefined): boolean {
  if (isScalar(one) && isScalar(other)) return String(one) === String(other);
  if (isList(one) && isList(other)) {
    return one.length === other.length && one.every((item, at) => sameValue(item, other[at]));
  }
  if (isMap(one) && isMap(other)) {
    const keys = Object.keys(one);
    return (
      keys.length === Object.keys(other).length &&
      keys.every((key) => Object.hasOwn(other, key) && sameValue(one[key], other[key]))
    );
  }
  return one === other;
}
