import type { EntryCollector } from './entries.ts';
import { eachLine } from './lines.ts';

/** The reputation feed: `address#reliability#risk#activity#country#city#place#…`. */
export async function parseAlienVault(text: string, entries: EntryCollector): Promise<void> {
  await eachLine(text, entries, (line) => {
    if (line.startsWith('#')) return;
    const hash = line.indexOf('#');
    entries.add((hash < 0 ? line : line.slice(0, hash)).trim());
  });
}
