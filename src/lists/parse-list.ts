import { type ListFormat, type ListKind, listRules } from '../domain/indicator-list.ts';
import { EntryCollector, ListError } from './entries.ts';
import { parseAlienVault } from './parse-alien-vault.ts';
import { parseFireEye } from './parse-fire-eye.ts';
import { parseOtxCsv } from './parse-otx-csv.ts';
import { parseProofPoint } from './parse-proof-point.ts';
import { parseStixJson } from './parse-stix-json.ts';
import { parseStixXml } from './parse-stix-xml.ts';
import { parseTxt } from './parse-txt.ts';

type Parser = (text: string, entries: EntryCollector) => Promise<void>;

const PARSERS: Readonly<Record<ListFormat, Parser>> = {
  TXT: parseTxt,
  STIX: (text, entries) =>
    /^\s*</.test(text) ? parseStixXml(text, entries) : parseStixJson(text, entries),
  OTX_CSV: parseOtxCsv,
  ALIEN_VAULT: parseAlienVault,
  PROOF_POINT: parseProofPoint,
  FIRE_EYE: parseFireEye,
};

/**
 * The entries of a file. Bad lines are counted and do no harm.
 * @throws ListError where nothing can be taken from it, or more than the list may hold
 */
export async function parseList(
  bytes: Uint8Array,
  format: ListFormat,
  kind: ListKind,
): Promise<EntryCollector> {
  const { entriesMax, entities } = listRules(kind);
  const entries = new EntryCollector({ entriesMax, takesDomains: entities });
  // A byte order mark goes with the decoding.
  await PARSERS[format](new TextDecoder().decode(bytes), entries);
  if (entries.counts.taken > 0) return entries;
  const what = entities ? 'public IP address, network or domain' : 'public IP address or network';
  throw new ListError(
    `The file has no ${what} in the format ${format}: ${entries.counts.unreadable} lines or ` +
      `values cannot be read, ${entries.counts.ignored} do not count.`,
  );
}
