import { LIST_LINE_CHARS_MAX } from '../limits.ts';
import { type EntryCollector, ListError } from './entries.ts';
import { Turns } from './lines.ts';
import { addStixValue } from './stix-value.ts';

/** The object around a value, as far as it says what the value is. */
interface Properties {
  readonly type: string;
  readonly category: string | undefined;
}

/**
 * STIX 1: takes addresses, networks and domains out of CybOX objects wherever they stand, as
 * indicators or observables. Reads tag by tag and keeps no tree; entities that a document defines
 * itself are not expanded.
 */
export async function parseStixXml(text: string, entries: EntryCollector): Promise<void> {
  const turns = new Turns();
  let properties: Properties | undefined;
  let at = text.indexOf('<');
  while (at >= 0) {
    const skipped = skipMarkup(text, at);
    const end = skipped ?? text.indexOf('>', at);
    if (end < 0) throw new ListError('The XML of the list ends within a tag.');
    if (skipped === undefined) {
      const tag = text.slice(at + 1, Math.min(end, at + LIST_LINE_CHARS_MAX));
      const name = localName(tag);
      if (name === 'Properties') properties = tag.startsWith('/') ? undefined : propertiesOf(tag);
      else if (properties !== undefined && !tag.endsWith('/')) {
        takeValue(text, { tag, name, end }, properties, entries);
      }
    }
    at = text.indexOf('<', end + 1);
    if (turns.isOver()) await turns.next();
  }
}

/** Where a comment, a CDATA section, a declaration or an instruction at `at` ends. */
function skipMarkup(text: string, at: number): number | undefined {
  for (const [start, close] of MARKUP) {
    if (!text.startsWith(start, at)) continue;
    const found = text.indexOf(close, at + start.length);
    return found < 0 ? text.length : found + close.length - 1;
  }
  return undefined;
}

const MARKUP: readonly (readonly [string, string])[] = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
  ['<!', '>'],
];

/** `/AddressObject:Address_Value condition="…"` is called Address_Value. */
function localName(tag: string): string {
  const [name = ''] = /^\/?[^\s/=>]+/.exec(tag) ?? [];
  return name.replace(/^\/?(?:.*:)?/, '');
}

function propertiesOf(tag: string): Properties {
  const type = attribute(tag, 'xsi:type') ?? '';
  return {
    type: type.slice(type.indexOf(':') + 1),
    category: attribute(tag, 'category') ?? attribute(tag, 'type'),
  };
}

function attribute(tag: string, name: string): string | undefined {
  const [, inDouble, inSingle] =
    new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag) ?? [];
  return inDouble ?? inSingle;
}

/** In which object which element holds an address or a name. */
function holdsEntry(name: string, { type, category }: Properties): boolean {
  if (type === 'AddressObjectType') {
    // GuardDuty's own example has no blank between the name and `condition`.
    const isValue = name === 'Address_Value' || name === 'Address_Valuecondition';
    return isValue && (category === undefined || /^(?:ipv[46]-(?:addr|net)|cidr)$/.test(category));
  }
  if (type === 'DomainNameObjectType') return name === 'Value';
  if (type === 'HostnameObjectType') return name === 'Hostname_Value';
  return type === 'URIObjectType' && name === 'Value' && category === 'Domain Name';
}

function takeValue(
  text: string,
  element: { readonly tag: string; readonly name: string; readonly end: number },
  properties: Properties,
  entries: EntryCollector,
): void {
  const { tag, name, end } = element;
  if (tag.startsWith('/') || !holdsEntry(name, properties)) return;
  const close = text.indexOf('<', end);
  const value = text.slice(end + 1, close < 0 ? text.length : close);
  const condition = /condition\s*=\s*["'](\w+)["']/.exec(tag)?.[1];
  addStixValue(unescaped(value), condition, entries);
}

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};

function unescaped(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|(\w{2,4}));/g, (whole, code?: string, name = '') => {
    const point = Number(code);
    if (code === undefined) return NAMED[String(name)] ?? whole;
    return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
  });
}
