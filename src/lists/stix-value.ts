import type { EntryCollector } from './entries.ts';

/** CybOX writes several values in one element with this between them, whatever they hold. */
const SEPARATOR = '##comma##';

/** A value of STIX 1 with the condition that makes it a pattern. */
export function addStixValue(
  value: string,
  condition: string | undefined,
  entries: EntryCollector,
): void {
  const values = value
    .split(SEPARATOR)
    .map((one) => one.trim())
    .filter((one) => one !== '');
  const [from, to, ...more] = values;
  if (condition === 'InclusiveBetween') {
    if (from !== undefined && to !== undefined && more.length === 0) entries.addRange(from, to);
    else entries.counts.unreadable += 1;
    return;
  }
  // What an address is not, or begins with, names no address.
  if (condition !== undefined && condition !== 'Equals') entries.ignore();
  else for (const one of values) entries.add(one);
}
