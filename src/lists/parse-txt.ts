import type { EntryCollector } from './entries.ts';
import { eachLine } from './lines.ts';

/** One address, network or domain a line; `#` begins a comment. */
export async function parseTxt(text: string, entries: EntryCollector): Promise<void> {
  await eachLine(text, entries, (line) => {
    const hash = line.indexOf('#');
    const entry = hash < 0 ? line : line.slice(0, hash).trim();
    if (entry !== '') entries.add(entry);
  });
}
