import { expect, it } from 'vitest';
import { declaredLists } from '../lists/declared-lists.ts';
import type { DnsEvent } from '../normalise/event.ts';
import { type DnsReads, dns } from './define.ts';
import { DnsIndex } from './dns-index.ts';
import { exampleQuery } from './testing.ts';

const lists = declaredLists({
  addresses: { '198.51.100.7': ['black-hole'] },
  domains: { 'bad.example.com': ['phishing'] },
});

it.each<[Omit<DnsReads, 'log'>, Partial<DnsEvent>, Partial<DnsEvent>]>([
  [{ listed: true }, { domain: 'a.bad.example.com' }, { domain: 'a.example.com' }],
  [{ answer: '192.0.2.9' }, { answers: ['192.0.2.1', '192.0.2.9'] }, { answers: [] }],
  [{ answerListed: true }, { answers: ['198.51.100.7'] }, { answers: ['198.51.100.8'] }],
  [{ charactersMin: 20 }, { domain: 'twenty-letters.test1' }, { domain: 'nineteen.letters.co' }],
  [{ generated: true }, { domain: 'www.xkqzvjwpqxhg.com' }, { domain: 'www.weatherreport.com' }],
])('%j is what %j is and %j is not', (reads, wanted, other) => {
  const index = new DnsIndex([{ reads: dns(reads), value: 0, order: 0 }]);
  const readers = (query: DnsEvent) => {
    const found = index.all(query, lists).map(({ value }) => value);
    expect(index.some(query, lists)).toBe(found.length > 0);
    return found;
  };
  expect(readers(exampleQuery(wanted))).toEqual([0]);
  expect(readers(exampleQuery(other))).toEqual([]);
});
