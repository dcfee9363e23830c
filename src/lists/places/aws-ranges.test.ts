import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { parseIpv4, parseIpv6 } from '../ip-networks.ts';
import { readAwsRanges } from './aws-ranges.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vedette-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function read(content: unknown) {
  const path = join(folder, 'ip-ranges.json');
  writeFileSync(path, JSON.stringify(content));
  return readAwsRanges(path);
}

it('reads the file that AWS publishes', () => {
  const ranges = read({
    prefixes: [{ ip_prefix: '198.51.100.0/24', region: 'eu-west-1', service: 'AMAZON' }],
    ipv6_prefixes: [{ ipv6_prefix: '2001:db8::/32' }],
  });
  expect(ranges.atIpv4(parseIpv4('198.51.100.9') ?? 0)).toBe(true);
  expect(ranges.atIpv4(parseIpv4('203.0.113.9') ?? 0)).toBe(false);
  expect(ranges.atIpv6(parseIpv6('2001:db8::5') ?? '')).toBe(true);
});

it('says what is wrong with another', () => {
  expect(() => read({})).toThrow('the list "prefixes" is missing');
  expect(() => read(null)).toThrow('the list "prefixes" is missing');
  expect(() => read({ prefixes: [{}], ipv6_prefixes: [] })).toThrow('has no "ip_prefix"');
  expect(() => read({ prefixes: [{ ip_prefix: 'x' }] })).toThrow('"x" is no network');
});
