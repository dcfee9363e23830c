/** Condition keys of a request and their values; the keys are in lower case. */
export type RequestKeys = ReadonlyMap<string, string | readonly string[]>;

/** Keys as they are commonly written; those without a value are left out. */
export function requestKeys(
  values: Readonly<Record<string, string | readonly string[] | undefined>>,
): RequestKeys {
  const keys = new Map<string, string | readonly string[]>();
  for (const [key, value] of Object.entries(values)) {
    if (value !== undefined) keys.set(key.toLowerCase(), value);
  }
  return keys;
}

/** All values of a key; none where the request does not have it. */
export function valuesOf(keys: RequestKeys, key: string): readonly string[] {
  const value = keys.get(key);
  if (value === undefined) return [];
  return typeof value === 'string' ? [value] : value;
}
