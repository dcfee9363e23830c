import type { EntryCollector } from './entries.ts';
import { csvFields, eachLine } from './lines.ts';

/** The reputation lists of ET Intelligence: `ip, category, score, …` or `domain, category, …`. */
export async function parseProofPoint(text: string, entries: EntryCollector): Promise<void> {
  await eachLine(text, entries, (line) => {
    const [entry = ''] = csvFields(line);
    if (/^(ip|domain)$/i.test(entry) || entry.startsWith('#')) return;
    entries.add(entry);
  });
}
