import type { EntryCollector } from './entries.ts';
import { csvFields, eachLine } from './lines.ts';

/** Open Threat Exchange calls names `domain` and `hostname`, GuardDuty's guide `Domain name`. */
const TAKEN = new Set(['ipv4', 'ipv6', 'cidr', 'domain', 'domain name', 'hostname']);

/** `Indicator type,Indicator,Description`. Other types (URLs, files, mail) are of no use here. */
export async function parseOtxCsv(text: string, entries: EntryCollector): Promise<void> {
  await eachLine(text, entries, (line) => {
    const [type = '', indicator] = csvFields(line);
    const sort = type.toLowerCase();
    if (sort === 'indicator type') return;
    if (indicator === undefined) entries.counts.unreadable += 1;
    else if (TAKEN.has(sort)) entries.add(indicator);
    else entries.ignore();
  });
}
