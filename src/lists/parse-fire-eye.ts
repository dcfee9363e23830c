import { type EntryCollector, ListError } from './entries.ts';
import { csvFields, eachLine } from './lines.ts';

const COLUMNS = ['ip', 'cidr', 'domain'] as const;

/**
 * The indicators of iSIGHT: a header names the columns, and a row may fill any of `ip`, `cidr` and
 * `domain`, or none where it speaks of a file or a mailbox.
 */
export async function parseFireEye(text: string, entries: EntryCollector): Promise<void> {
  let places: readonly number[] | undefined;
  await eachLine(text, entries, (line) => {
    const fields = csvFields(line);
    if (places === undefined) {
      places = placesOf(fields);
      return;
    }
    const found = places.map((place) => fields[place] ?? '').filter((field) => field !== '');
    if (found.length === 0) entries.ignore();
    for (const entry of found) entries.add(entry);
  });
}

function placesOf(header: readonly string[]): readonly number[] {
  const names = header.map((name) => name.toLowerCase());
  const places = COLUMNS.map((name) => names.indexOf(name)).filter((place) => place >= 0);
  if (places.length > 0) return places;
  throw new ListError('The first line names no column ip, cidr or domain.');
}
