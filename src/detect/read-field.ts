/**
 * Reading a record whose members may have any type: what is absent, inherited or of another type
 * than asked for is simply not there.
 */

/** The value at a path of own members, or undefined. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  let current = value;
  for (const name of path) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, name)) {
      return undefined;
    }
    current = (current as Record<string, unknown>)[name];
  }
  return current;
}

/** The text at a path; empty where there is none. */
export function text(value: unknown, ...path: readonly string[]): string {
  const found = at(value, ...path);
  return typeof found === 'string' ? found : '';
}

/** A switch that logs write as a boolean or as text in either case; undefined for anything else. */
export function flag(value: unknown, ...path: readonly string[]): boolean | undefined {
  const found = at(value, ...path);
  if (typeof found === 'boolean') return found;
  if (typeof found !== 'string') return undefined;
  const word = found.trim().toLowerCase();
  if (word === 'true') return true;
  return word === 'false' ? false : undefined;
}

/** Logs write a list of one as the bare element: both become a list. Nothing becomes none. */
export function oneOrMany(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

/** Names in titles are cut here: long enough for any ARN, short enough for a table. */
const PLAIN_TEXT_CHARS_MAX = 256;

/**
 * Text from a record, fit for a title: the record's author must not be able to send control
 * characters to a responder's terminal, nor a page of prose.
 */
export function plainText(value: string): string {
  const printable = value.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '?');
  if (printable.length <= PLAIN_TEXT_CHARS_MAX) return printable;
  return `${printable.slice(0, PLAIN_TEXT_CHARS_MAX)}…`;
}
