/** Condition keys of a request and their values; the keys are in lower case. */
export interface RequestKeys {
  get(key: string): string | readonly string[] | undefined;
}

type KeyValues = Readonly<Record<string, string | readonly string[] | undefined>>;

/**
 * Keys as they are commonly written; those without a value are left out. They are worked out when
 * a condition first asks for one: most statements are about another action, and ask for none.
 */
export function requestKeys(values: () => KeyValues): RequestKeys {
  let keys: Map<string, string | readonly string[]> | undefined;
  return {
    get(key) {
      keys ??= keysOf(values());
      return keys.get(key);
    },
  };
}

function keysOf(values: KeyValues): Map<string, string | readonly string[]> {
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
