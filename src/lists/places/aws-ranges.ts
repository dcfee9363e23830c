import { readFileSync } from 'node:fs';
import { AddressTable } from '../address-table.ts';
import {
  type Ipv4Range,
  type Ipv6Range,
  parseIpv4Network,
  parseIpv6Network,
} from '../ip-networks.ts';

export type AwsRanges = AddressTable<boolean>;

/**
 * Reads `ip-ranges.json` as AWS publishes it: `prefixes[].ip_prefix` and the same for IPv6.
 * Throws an Error that says what the file lacks.
 */
export function readAwsRanges(path: string): AwsRanges {
  const written: unknown = JSON.parse(readFileSync(path, 'utf8'));
  const ipv4: Ipv4Range[] = [];
  const ipv6: Ipv6Range[] = [];
  for (const prefix of prefixesOf(written, path, 'prefixes', 'ip_prefix')) {
    ipv4.push(networkOf(prefix, path, parseIpv4Network));
  }
  for (const prefix of prefixesOf(written, path, 'ipv6_prefixes', 'ipv6_prefix')) {
    ipv6.push(networkOf(prefix, path, parseIpv6Network));
  }
  return new AddressTable([{ ipv4, ipv6 }], (parts) => parts.length > 0);
}

function networkOf<R>(prefix: string, path: string, parse: (text: string) => R | undefined): R {
  const range = parse(prefix);
  if (range === undefined) throw new Error(`${path}: "${prefix.slice(0, 60)}" is no network.`);
  return range;
}

function prefixesOf(written: unknown, path: string, list: string, member: string): string[] {
  const rows = (written as Readonly<Record<string, unknown>> | null)?.[list];
  if (!Array.isArray(rows)) throw new Error(`${path}: the list "${list}" is missing.`);
  return rows.map((row: unknown) => {
    const prefix = (row as Readonly<Record<string, unknown>> | null)?.[member];
    if (typeof prefix !== 'string')
      throw new Error(`${path}: an entry of "${list}" has no "${member}".`);
    return prefix;
  });
}
