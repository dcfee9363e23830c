import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPlaces } from './create-places.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vedette-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('createPlaces', () => {
  const places = createPlaces();

  it('knows country and network of an address from what ships', () => {
    expect(places.place('8.8.8.8')).toEqual({
      countryCode: 'US',
      countryName: 'United States',
      latitude: 40,
      longitude: -98,
      asn: 15169,
      asnOrganization: 'Google LLC',
    });
    expect(places.place('2001:4860:4860::8888')?.asn).toBe(15169);
  });

  it('knows nothing of what is private, reserved for examples or no address', () => {
    for (const address of ['10.0.0.1', '198.51.100.7', '::1', 'ec2.amazonaws.com', '']) {
      expect(places.place(address)).toBeUndefined();
      expect(places.isAws(address)).toBe(false);
    }
  });

  it("tells AWS's networks by their systems", () => {
    expect(places.isAws('52.94.10.5')).toBe(true);
    expect(places.isAws('8.8.8.8')).toBe(false);
  });

  it("takes the operator's ip-ranges.json instead", () => {
    const aws = join(folder, 'ip-ranges.json');
    const prefixes = [{ ip_prefix: '198.51.100.0/24' }, { ip_prefix: '10.0.0.0/8' }];
    writeFileSync(aws, JSON.stringify({ prefixes, ipv6_prefixes: [] }));
    const own = createPlaces({ aws });
    expect(own.isAws('198.51.100.7')).toBe(true);
    expect(own.isAws('52.94.10.5')).toBe(false);
    expect(own.isAws('10.0.0.1')).toBe(false);
  });

  it('says which file of the operator it cannot read', () => {
    const countries = join(folder, 'countries.mmdb');
    writeFileSync(countries, 'nonsense');
    expect(() => createPlaces({ countries }).place('8.8.8.8')).toThrow(
      `${countries} is no MaxMind database`,
    );
  });
});
