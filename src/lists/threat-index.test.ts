import { describe, expect, it } from 'vitest';
import { parseIpv4, parseIpv6 } from './ip-networks.ts';
import { partOf, seededNumbers } from './testing.ts';
import { ThreatIndex } from './threat-index.ts';

const v4 = (text: string) => parseIpv4(text) ?? -1;

describe('ThreatIndex', () => {
  const index = new ThreatIndex([
    partOf('tor-exit', '198.51.100.0/24', '2001:db8::/32'),
    partOf('phishing', '198.51.100.7', 'example.com', '*.example.org'),
    partOf('trusted', '198.51.100.8', 'safe.example.com'),
  ]);
  const kinds = (address: string) => index.atIpv4(v4(address)).threats.map(({ kind }) => kind);

  it('names every list that has an address', () => {
    expect(kinds('198.51.100.7')).toEqual(['tor-exit', 'phishing']);
    expect(kinds('198.51.100.9')).toEqual(['tor-exit']);
    expect(kinds('203.0.113.9')).toEqual([]);
    expect(index.atIpv6(parseIpv6('2001:db8::1') ?? '').threats).toHaveLength(1);
  });

  it('says nothing against what is trusted', () => {
    expect(index.atIpv4(v4('198.51.100.8'))).toEqual({ trusted: true, threats: [] });
    expect(index.atDomain('safe.example.com').trusted).toBe(true);
    expect(index.atDomain('a.safe.example.com').trusted).toBe(true);
    expect(index.atDomain('other.example.com').threats).toHaveLength(1);
  });

  it('takes a star for the names below alone', () => {
    expect(index.atDomain('example.org').threats).toEqual([]);
    expect(index.atDomain('a.example.org').threats).toHaveLength(1);
  });

  it('knows keys', () => {
    const keys = ['AKIAIOSFODNN7EXAMPLE'];
    const leaked = new ThreatIndex([{ ...partOf('leaked-key'), keys }]);
    expect(leaked.atKey('AKIAIOSFODNN7EXAMPLE')).toHaveLength(1);
    expect(leaked.atKey('AKIAI44QH8DHBEXAMPLE')).toEqual([]);
  });

  it('lets trust win wherever networks at random overlap', () => {
    const random = seededNumbers(11);
    const network = () => `198.51.${random(4)}.${random(256)}/${20 + random(13)}`;
    for (let round = 0; round < 50; round += 1) {
      const trusted = partOf('trusted', network(), network());
      const parts = [
        partOf('scanner', network(), network()),
        trusted,
        partOf('phishing', network()),
      ];
      const mixed = new ThreatIndex(parts);
      for (let asked = 0; asked < 100; asked += 1) {
        const address = v4(`198.51.${random(4)}.${random(256)}`);
        const isTrusted = trusted.entries.ipv4.some(
          ({ first, last }) => first <= address && address <= last,
        );
        const { trusted: verdict, threats } = mixed.atIpv4(address);
        expect(verdict).toBe(isTrusted);
        if (isTrusted) expect(threats).toEqual([]);
      }
    }
  });
});
