import { describe, expect, it } from 'vitest';
import type { ListFormat, ListKind } from '../domain/indicator-list.ts';
import { LIST_LINE_CHARS_MAX } from '../limits.ts';
import { parseDomain } from './domain-name.ts';
import { EntryCollector, ListError } from './entries.ts';
import { csvFields, eachLine, Turns } from './lines.ts';
import { encodeContent } from './list-content.ts';
import { parseAlienVault } from './parse-alien-vault.ts';
import { parseFireEye } from './parse-fire-eye.ts';
import { parseList } from './parse-list.ts';
import { parseOtxCsv } from './parse-otx-csv.ts';
import { parseProofPoint } from './parse-proof-point.ts';
import { parseStixJson } from './parse-stix-json.ts';
import { parseStixXml } from './parse-stix-xml.ts';
import { parseTxt } from './parse-txt.ts';
import { addStixValue } from './stix-value.ts';

const collector = (entriesMax = 100, takesDomains = true) =>
  new EntryCollector({ entriesMax, takesDomains });

const dotted = (address: number) =>
  [24, 16, 8, 0].map((shift) => (address >>> shift) & 255).join('.');

/** What was taken, as text, and how much was not. */
function taken(entries: EntryCollector) {
  return {
    ipv4: entries.ipv4.map(({ first, last }) =>
      first === last ? dotted(first) : `${dotted(first)}-${dotted(last)}`,
    ),
    ipv6: entries.ipv6.map(({ first }) => first),
    domains: [...entries.domains],
    counts: entries.counts,
  };
}

type Parse = (text: string, entries: EntryCollector) => Promise<void>;

async function parsed(parse: Parse, text: string) {
  const entries = collector();
  await parse(text, entries);
  return taken(entries);
}

describe('EntryCollector', () => {
  it('tells addresses, networks and domains apart', () => {
    const entries = collector();
    for (const text of ['198.51.100.7', '203.0.113.0/25', '2001:db8::/32', 'Example.COM.']) {
      entries.add(text);
    }
    expect(taken(entries)).toEqual({
      ipv4: ['198.51.100.7', '203.0.113.0-203.0.113.127'],
      ipv6: ['20010db8000000000000000000000000'],
      domains: ['example.com'],
      counts: { taken: 4, ignored: 0, unreadable: 0 },
    });
  });

  it('leaves out what is not public, and domains where only addresses count', () => {
    const entries = collector(100, false);
    for (const text of ['10.1.2.3', '192.168.0.0/24', 'fe80::1', 'example.com']) entries.add(text);
    expect(entries.counts).toEqual({ taken: 0, ignored: 4, unreadable: 0 });
  });

  it.each(['', 'nonsense', '256.1.1.1', '198.51.100.0/33', '1.2.3', 'a b.example.com'])(
    'counts %j as unreadable',
    (text) => {
      const entries = collector();
      entries.add(text);
      expect(entries.counts).toEqual({ taken: 0, ignored: 0, unreadable: 1 });
    },
  );

  it('ends at the number of entries that a list may have', () => {
    const entries = collector(2);
    entries.add('198.51.100.1');
    entries.add('example.com');
    expect(() => entries.add('198.51.100.2')).toThrow(ListError);
  });

  it('takes a range of either sort, the right way round only', () => {
    const entries = collector();
    entries.addRange('198.51.100.1', '198.51.100.9');
    entries.addRange('2001:db8::1', '2001:db8::9');
    entries.addRange('198.51.100.9', '198.51.100.1');
    entries.addRange('198.51.100.9', '2001:db8::9');
    expect(entries.counts).toEqual({ taken: 2, ignored: 0, unreadable: 2 });
  });
});

describe('parseDomain', () => {
  it.each([
    ['EXAMPLE.com', 'example.com'],
    ['*.Example.org', '*.example.org'],
    ['_dmarc.example.com.', '_dmarc.example.com'],
    ['bücher.example', 'xn--bcher-kva.example'],
    ['localhost', undefined],
    ['1.2.3.999', undefined],
    ['-a.example.com', undefined],
    ['a..example.com', undefined],
    ['https://example.com/', undefined],
    [`${'a'.repeat(64)}.example.com`, undefined],
    [`${'a.'.repeat(130)}example.com`, undefined],
  ])('reads %s as %s', (text, expected) => {
    expect(parseDomain(text)).toBe(expected);
  });
});

describe('lines', () => {
  it.each([
    ['a,b , c', ['a', 'b', 'c']],
    ['"a, b","c ""d"" e", f', ['a, b', 'c "d" e', 'f']],
    ['a,,', ['a', '', '']],
    ['"open, b', ['"open', 'b']],
  ])('splits %s at its commas', (line, fields) => {
    expect(csvFields(line)).toEqual(fields);
  });

  it('hands over lines of every ending, and counts one that is too long', async () => {
    const entries = collector();
    const lines: string[] = [];
    const long = 'x'.repeat(LIST_LINE_CHARS_MAX + 1);
    await eachLine(`a\r\n\n  b\n${long}\nc`, entries, (line) => lines.push(line));
    expect(lines).toEqual(['a', 'b', 'c']);
    expect(entries.counts.unreadable).toBe(1);
  });

  it('let others have their turn', async () => {
    const turns = new Turns();
    let over = 0;
    for (let item = 0; item < 25_000; item += 1) if (turns.isOver()) over += 1;
    expect(over).toBe(2);
    let other = false;
    setImmediate(() => {
      other = true;
    });
    await turns.next();
    await turns.next();
    expect(other).toBe(true);
  });
});

describe('the formats that are lines', () => {
  const EXPECTED = {
    ipv4: ['192.0.2.0-192.0.2.255', '198.51.100.1'],
    ipv6: [],
    domains: ['bad.example.com'],
  };

  it('TXT: one entry a line, and comments', async () => {
    const text = '# a list\n192.0.2.0/24\n198.51.100.1 # why\n\nbad.example.com\nno entry\n';
    const counts = { taken: 3, ignored: 0, unreadable: 1 };
    expect(await parsed(parseTxt, text)).toEqual({ ...EXPECTED, counts });
  });

  it('OTX_CSV: types that are addresses or names', async () => {
    const text = [
      'Indicator type, Indicator, Description',
      'CIDR,192.0.2.0/24,example',
      '"IPv4","198.51.100.1","with, a comma"',
      'Domain name, bad.example.com, example',
      'FileHash-MD5,d41d8cd98f00b204e9800998ecf8427e,',
      'URL,http://example.com/x,',
      'IPv4',
    ].join('\n');
    const counts = { taken: 3, ignored: 2, unreadable: 1 };
    expect(await parsed(parseOtxCsv, text)).toEqual({ ...EXPECTED, counts });
  });

  it('ALIEN_VAULT: what comes before the first #', async () => {
    const text = [
      '#reputation',
      '192.0.2.0/24#4#2#Scanning Host#DE##0.0,0.0#3',
      '198.51.100.1#4#2##DE#Berlin#0.0,0.0#3',
      'bad.example.com#4#2#Malicious Host#DE##0.0,0.0#3',
    ].join('\n');
    const counts = { taken: 3, ignored: 0, unreadable: 0 };
    expect(await parsed(parseAlienVault, text)).toEqual({ ...EXPECTED, counts });
  });

  it('PROOF_POINT: the first column, under either header', async () => {
    const counts = { taken: 3, ignored: 0, unreadable: 0 };
    for (const header of ['ip', 'domain']) {
      const text = [
        `${header}, category, score, first_seen, last_seen, ports (|)`,
        '192.0.2.0/24, 1, 100, 2026-01-01, 2026-01-02,',
        '198.51.100.1,1,100,2026-01-01,2026-01-02,80|443',
        'bad.example.com,3,90,2026-01-01,2026-01-02,',
      ].join('\r\n');
      expect(await parsed(parseProofPoint, text)).toEqual({ ...EXPECTED, counts });
    }
  });

  it('FIRE_EYE: the columns that the header names, whichever are filled', async () => {
    const text = [
      'reportId, title, md5, cidr, domain, networkIdentifier, ip, port',
      '26-1,"One, two",,192.0.2.0/24,,Related,,',
      '26-2,Two,,,bad.example.com,Attacker,198.51.100.1,443',
      '26-3,Three,d41d8cd98f00b204e9800998ecf8427e,,,,,',
    ].join('\n');
    const counts = { taken: 3, ignored: 1, unreadable: 0 };
    const found = await parsed(parseFireEye, text);
    expect(found).toEqual({ ...EXPECTED, ipv4: [...EXPECTED.ipv4], counts });
  });

  it('FIRE_EYE: needs one of the columns', async () => {
    await expect(parsed(parseFireEye, 'reportId,title\n1,2')).rejects.toThrow('names no column');
  });
});

const xml = (objects: string) =>
  `<?xml version="1.0"?><!-- <x> --><stix:STIX_Package>${objects}</stix:STIX_Package>`;
const object = (properties: string, value: string) =>
  `<cybox:Object><cybox:Properties ${properties}>${value}</cybox:Properties></cybox:Object>`;
const ADDRESS = 'xsi:type="AddressObj:AddressObjectType" category="ipv4-addr"';
const address = (value: string, attributes = '') =>
  object(ADDRESS, `<AddressObj:Address_Value${attributes}>${value}</AddressObj:Address_Value>`);

describe('STIX 1', () => {
  it.each([
    ['an address', address(' 198.51.100.1 '), ['198.51.100.1']],
    [
      'a range',
      address('192.0.2.0##comma##192.0.2.255', ' condition="InclusiveBetween"'),
      ['192.0.2.0-192.0.2.255'],
    ],
    [
      "a range as GuardDuty's guide writes it",
      address('192.0.2.0##comma##192.0.2.9', 'condition="InclusiveBetween"'),
      ['192.0.2.0-192.0.2.9'],
    ],
    [
      'several addresses',
      address('198.51.100.1##comma##198.51.100.2', ' condition="Equals" apply_condition="ANY"'),
      ['198.51.100.1', '198.51.100.2'],
    ],
    ['a network', address('192.0.2.0/31').replace('ipv4-addr', 'cidr'), ['192.0.2.0-192.0.2.1']],
  ])('takes %s', async (_what, text, ipv4) => {
    const found = await parsed(parseStixXml, xml(text));
    expect(found).toMatchObject({ ipv4, counts: { ignored: 0, unreadable: 0 } });
  });

  it.each([
    ['DomainNameObj:DomainNameObjectType', '', 'DomainNameObj:Value'],
    ['HostnameObj:HostnameObjectType', '', 'HostnameObj:Hostname_Value'],
    ['URIObj:URIObjectType', ' type="Domain Name"', 'URIObj:Value'],
  ])('takes a name out of %s', async (type, more, element) => {
    const text = xml(object(`xsi:type='${type}'${more}`, `<${element}>a&#46;example</${element}>`));
    expect((await parsed(parseStixXml, text)).domains).toEqual(['a.example']);
  });

  it.each([
    ['a mailbox', address('a@example.com').replace('ipv4-addr', 'e-mail')],
    [
      'a link',
      object('xsi:type="URIObj:URIObjectType" type="URL"', '<U:Value>x.example</U:Value>'),
    ],
    ['what is in a comment', `<!-- ${address('198.51.100.1')} -->`],
    ['what is in a section of text', `<![CDATA[${address('198.51.100.1')}]]>`],
    ['an address in a title', '<stix:Title>198.51.100.1</stix:Title>'],
    ['what an address is not', address('198.51.100.1', ' condition="DoesNotEqual"')],
  ])('leaves out %s', async (_what, text) => {
    expect((await parsed(parseStixXml, xml(text))).counts.taken).toBe(0);
  });

  it('says that the XML is cut off', async () => {
    await expect(parsed(parseStixXml, '<a><b')).rejects.toThrow(ListError);
  });

  it('counts a range with one end as unreadable', () => {
    const entries = collector();
    addStixValue('198.51.100.1', 'InclusiveBetween', entries);
    expect(entries.counts).toEqual({ taken: 0, ignored: 0, unreadable: 1 });
  });
});

describe('STIX 2', () => {
  const bundle = (...objects: object[]) => JSON.stringify({ type: 'bundle', objects });
  const indicator = (pattern: string, more: object = {}) => ({
    type: 'indicator',
    pattern,
    ...more,
  });

  it.each([
    ["[ipv4-addr:value = '198.51.100.1']", ['198.51.100.1'], []],
    ["[ipv4-addr:value ISSUBSET '192.0.2.0/31']", ['192.0.2.0-192.0.2.1'], []],
    ["[ipv4-addr:value IN ('198.51.100.1', '198.51.100.2')]", ['198.51.100.1', '198.51.100.2'], []],
    [
      "[ipv4-addr:value='198.51.100.1' OR domain-name:value='a.example']",
      ['198.51.100.1'],
      ['a.example'],
    ],
  ])('takes %s', async (pattern, ipv4, domains) => {
    const found = await parsed(parseStixJson, bundle(indicator(pattern)));
    expect(found).toMatchObject({ ipv4, domains, counts: { ignored: 0, unreadable: 0 } });
  });

  it('takes addresses and names as such', async () => {
    const text = bundle(
      { type: 'ipv4-addr', value: '198.51.100.1' },
      { type: 'ipv6-addr', value: '2001:db8::1' },
      { type: 'domain-name', value: 'a.example' },
    );
    expect((await parsed(parseStixJson, text)).counts.taken).toBe(3);
  });

  it.each([
    indicator("[ipv4-addr:value != '198.51.100.1']"),
    indicator("[ipv4-addr:value NOT = '198.51.100.1']"),
    indicator("[file:name = '198.51.100.1']"),
    indicator("[ipv4-addr:value = '198.51.100.1']", { revoked: true }),
    { type: 'malware', name: '198.51.100.1' },
  ])('leaves out %j', async (one) => {
    const found = await parsed(parseStixJson, bundle(one));
    expect(found.counts).toEqual({ taken: 0, ignored: 1, unreadable: 0 });
  });

  it.each([
    ['neither', 'not a list'],
    ['holds no objects', '{"type":"bundle"}'],
  ])('says what is wrong: %s', async (why, text) => {
    await expect(parsed(parseStixJson, text)).rejects.toThrow(why);
  });
});

describe('parseList', () => {
  const parse = (text: string, format: ListFormat, kind: ListKind = 'threatentityset') =>
    parseList(Buffer.from(text), format, kind);

  it('knows STIX 1 from STIX 2, and a byte order mark', async () => {
    const stix1 = await parse(`\ufeff ${xml(address('198.51.100.1'))}`, 'STIX');
    const stix2 = await parse('[{"type":"ipv4-addr","value":"198.51.100.1"}]', 'STIX');
    expect(stix1.ipv4).toEqual(stix2.ipv4);
    expect((await parse('\ufeff198.51.100.1', 'TXT')).counts.taken).toBe(1);
  });

  it('reads a file only in the format that is named', async () => {
    const otx = 'Indicator type,Indicator,Description\nIPv4,198.51.100.1,x';
    expect((await parse(otx, 'OTX_CSV')).counts.taken).toBe(1);
    await expect(parse(otx, 'TXT')).rejects.toThrow('2 lines or values cannot be read');
  });

  it('takes domains for entity lists alone', async () => {
    await expect(parse('a.example', 'TXT', 'ipset')).rejects.toThrow('1 do not count');
    expect((await parse('a.example', 'TXT', 'trustedentityset')).domains.size).toBe(1);
  });

  it.each([
    ['ipset', 2_000],
    ['trustedentityset', 2_000],
    ['threatentityset', 1_000],
    ['threatintelset', 250_000],
  ] as const)('%s holds %i entries', async (kind, most) => {
    const lines = Array.from({ length: most }, (_, i) => dotted(0x0b000000 + i));
    const entries = await parse(lines.join('\n'), 'TXT', kind);
    expect(entries.counts.taken).toBe(most);
    // They lie side by side, so that they are one range of eight bytes.
    expect(encodeContent(entries).ipv4).toHaveLength(12);
    const more = parse([...lines, '198.51.100.1'].join('\n'), 'TXT', kind);
    await expect(more).rejects.toThrow(`more than ${most} entries`);
  });
});
