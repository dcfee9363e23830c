import { type EntryCollector, ListError } from './entries.ts';
import { Turns } from './lines.ts';

const OBSERVED = new Set(['ipv4-addr', 'ipv6-addr', 'domain-name']);

/** `ipv4-addr:value = '…'`, `… IN ('…', '…')` and `… ISSUBSET '…'`, not their negations. */
const COMPARISON = new RegExp(
  [
    String.raw`\b(?:ipv[46]-addr|domain-name):value\s*(?:`,
    String.raw`\sIN\s*\(([^()]*)\)|\sISSUBSET\s*('(?:[^'\\]|\\.)*')|=\s*('(?:[^'\\]|\\.)*')`,
    ')',
  ].join(''),
  'g',
);

const LITERAL = /'((?:[^'\\]|\\.)*)'/g;

/** STIX 2: a bundle of indicators with patterns, and of addresses and names as such. */
export async function parseStixJson(text: string, entries: EntryCollector): Promise<void> {
  const turns = new Turns();
  for (const object of objectsOf(text)) {
    takeObject(object, entries);
    if (turns.isOver()) await turns.next();
  }
}

function objectsOf(text: string): readonly unknown[] {
  let bundle: unknown;
  try {
    bundle = JSON.parse(text);
  } catch {
    throw new ListError('The list is neither XML nor JSON.');
  }
  const objects = isRecord(bundle) && 'objects' in bundle ? bundle.objects : bundle;
  if (!Array.isArray(objects)) throw new ListError('The JSON of the list holds no objects.');
  return objects;
}

function takeObject(object: unknown, entries: EntryCollector): void {
  if (!isRecord(object) || typeof object.type !== 'string') entries.counts.unreadable += 1;
  else if (OBSERVED.has(object.type)) takeText(object.value, entries);
  else if (object.type === 'indicator' && object.revoked !== true) {
    takePattern(object.pattern, entries);
  } else entries.ignore();
}

function takeText(value: unknown, entries: EntryCollector): void {
  if (typeof value === 'string') entries.add(value.trim());
  else entries.counts.unreadable += 1;
}

function takePattern(pattern: unknown, entries: EntryCollector): void {
  const matches = typeof pattern === 'string' ? [...pattern.matchAll(COMPARISON)] : [];
  if (matches.length === 0) entries.ignore();
  for (const [, listed, subset, equal] of matches) {
    for (const [, literal = ''] of (listed ?? subset ?? equal ?? '').matchAll(LITERAL)) {
      entries.add(literal.replace(/\\(.)/g, '$1').trim());
    }
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
