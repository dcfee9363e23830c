import { describe, expect, it } from 'vitest';
import { EntryCollector } from './entries.ts';
import { decodeContent, encodeContent } from './list-content.ts';
import { type IndexedList, ListIndex, ListMatcher } from './match.ts';

function entriesOf(...texts: string[]): EntryCollector {
  const entries = new EntryCollector({ entriesMax: 1_000, takesDomains: true });
  for (const text of texts) entries.add(text);
  return entries;
}

describe('ListIndex', () => {
  it('finds IPv6 networks', () => {
    const index = new ListIndex(
      decodeContent(encodeContent(entriesOf('2001:db8::/64', '2620::1'))),
    );
    const at = (head: string, tail = '0') => head + tail.padStart(32 - head.length, '0');
    expect(index.hasIpv6(at('20010db8', '5'))).toBe(true);
    expect(index.hasIpv6(at('20010db800000001'))).toBe(false);
    expect(index.hasIpv6(at('2620', '1'))).toBe(true);
    expect(index.hasIpv6(at('2620', '2'))).toBe(false);
    expect(index.hasIpv6('f'.repeat(32))).toBe(false);
  });

  it('finds a domain, and names below one with a star', () => {
    const index = new ListIndex(entriesOf('example.com', '*.example.org'));
    expect(index.hasDomain('example.com')).toBe(true);
    expect(index.hasDomain('www.example.com')).toBe(false);
    expect(index.hasDomain('www.example.org')).toBe(true);
    expect(index.hasDomain('a.b.example.org')).toBe(true);
    expect(index.hasDomain('example.org')).toBe(false);
    expect(index.hasDomain('notexample.org')).toBe(false);
  });
});

describe('encodeContent', () => {
  it('keeps what a list matches, in order and merged', () => {
    const entries = entriesOf('203.0.113.0/24', '198.51.100.1', '198.51.100.2', 'b.test', 'a.test');
    const content = encodeContent(entries);
    expect(content.domains).toBe('a.test\nb.test');
    const decoded = decodeContent(content);
    expect(decoded.ipv4).toEqual([
      { first: 0xc6336401, last: 0xc6336402 },
      { first: 0xcb007100, last: 0xcb0071ff },
    ]);
    expect(decoded.domains).toEqual(new Set(['a.test', 'b.test']));
    expect(decodeContent(encodeContent(entriesOf()))).toEqual({
      ipv4: [],
      ipv6: [],
      domains: new Set(),
    });
  });
});

describe('ListMatcher', () => {
  const list = (name: string, trusted: boolean, ...texts: string[]): IndexedList => ({
    listId: name,
    kind: trusted ? 'trustedentityset' : 'threatentityset',
    name,
    trusted,
    index: new ListIndex(entriesOf(...texts)),
  });
  const matcher = new ListMatcher([
    list('bad', false, '198.51.100.0/24', 'bad.example', '2001:db8::/32'),
    list('worse', false, '198.51.100.9'),
    list('wide', false, '0.0.0.0/0'),
    list('good', true, '198.51.100.7', 'good.example'),
    list('bad names', false, 'good.example'),
  ]);
  const names = (match: ReturnType<ListMatcher['matchIp']>) =>
    match?.verdict === 'threat' ? match.lists.map(({ name }) => name) : match?.verdict;

  it('names every threat list that an entry is on', () => {
    expect(names(matcher.matchIp('198.51.100.9'))).toEqual(['bad', 'worse', 'wide']);
    expect(names(matcher.matchIp('203.0.113.1'))).toEqual(['wide']);
    expect(names(matcher.matchIp('2001:db8::5'))).toEqual(['bad']);
    expect(names(matcher.matchDomain('BAD.example.'))).toEqual(['bad']);
  });

  it('lets trust win', () => {
    expect(matcher.matchIp('198.51.100.7')).toEqual({ verdict: 'trusted' });
    expect(matcher.matchDomain('good.example')).toEqual({ verdict: 'trusted' });
  });

  it.each(['10.0.0.1', '127.0.0.1', 'fe80::1', '2620::1', 'no address', ''])(
    'has nothing to say about %j',
    (text) => {
      expect(matcher.matchIp(text)).toBeUndefined();
    },
  );

  it('has nothing to say about names on no list', () => {
    expect(matcher.matchDomain('fine.example')).toBeUndefined();
    expect(matcher.matchDomain('no name')).toBeUndefined();
    expect(new ListMatcher([]).matchIp('198.51.100.7')).toBeUndefined();
    expect(new ListMatcher([]).matchDomain('bad.example')).toBeUndefined();
  });
});
