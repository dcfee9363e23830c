export type Tags = Readonly<Record<string, string>>;

/** Both, the added ones winning; undefined where more than `countMax` would be left. */
export function addTags(existing: Tags, added: Tags, countMax: number): Tags | undefined {
  const tags = { ...existing, ...added };
  return Object.keys(tags).length > countMax ? undefined : tags;
}

/** Without these keys; keys that are not there do no harm. */
export function removeTags(existing: Tags, keys: readonly string[]): Tags {
  const gone = new Set(keys);
  return Object.fromEntries(Object.entries(existing).filter(([key]) => !gone.has(key)));
}
