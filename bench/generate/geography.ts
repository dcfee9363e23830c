import type { Random } from './random.ts';

/**
 * Who has which part of the generated Internet. All of it lies in networks that are nobody's: those
 * for documentation (RFC 5737, RFC 3849) and for benchmarks (RFC 2544).
 */
export interface Network {
  /** Dotted, the first address. */
  readonly from: string;
  readonly prefix: number;
  readonly country: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly asn: number;
  readonly owner: string;
}

/** For documentation (RFC 5398), except for AWS's own, which is how AWS is known. */
const AWS_SYSTEM = 16_509;

const network = (
  from: string,
  prefix: number,
  where: Where,
  asn: number,
  owner: string,
): Network => ({
  from,
  prefix,
  ...where,
  asn,
  owner,
});

interface Where {
  readonly country: string;
  readonly latitude: number;
  readonly longitude: number;
}

const place = (country: string, latitude: number, longitude: number): Where => ({
  country,
  latitude,
  longitude,
});
const FRANKFURT = place('DE', 50.1, 8.7);
const PLACES: readonly Where[] = [
  FRANKFURT,
  place('US', 39, -77.5),
  place('GB', 51.5, -0.1),
  place('NL', 52.4, 4.9),
  place('JP', 35.7, 139.7),
  place('BR', -23.5, -46.6),
  place('IN', 19.1, 72.9),
  place('SG', 1.3, 103.8),
];

/** AWS's front doors and the public addresses of accounts. */
export const AWS_NETWORK = network('192.0.2.0', 24, FRANKFURT, AWS_SYSTEM, 'Example Cloud');
/** Offices and homes of the people of the accounts, near each other. */
const OFFICES = network('203.0.113.0', 25, FRANKFURT, 64_496, 'Example Office');
/** Where those who travel sign in: far away. */
const ABROAD = network('203.0.113.128', 26, place('US', 37.4, -122.1), 64_497, 'Example Hotels');
/** Attackers' own, on no list. */
const ELSEWHERE = network('203.0.113.192', 26, place('RU', 55.8, 37.6), 64_498, 'Example Hosting');
/** What lists of the operator and of the account name. */
const LISTED = network('198.51.100.0', 24, place('NL', 52.4, 4.9), 64_499, 'Example Transit');
/** 198.18.0.0/15, cut into 32 parts: everybody else. */
const EVERYBODY = Array.from({ length: 32 }, (_, part) =>
  network(
    `198.${18 + Math.floor(part / 16)}.${(part % 16) * 16}.0`,
    20,
    PLACES[part % PLACES.length] ?? FRANKFURT,
    64_500 + (part % 12),
    `Example Network ${part % 12}`,
  ),
);

export const NETWORKS: readonly Network[] = [
  AWS_NETWORK,
  LISTED,
  OFFICES,
  ABROAD,
  ELSEWHERE,
  ...EVERYBODY,
];

/** Addresses and names that the operator's feeds and the account's own lists have. */
export const LISTED_ADDRESSES = {
  custom: '198.51.100.10',
  'malicious-caller': '198.51.100.20',
  'tor-exit': '198.51.100.30',
  'tor-relay': '198.51.100.40',
  'command-and-control': '198.51.100.50',
  scanner: '198.51.100.60',
} as const;

export const anywhere = (random: Random): string =>
  `198.${18 + random.below(2)}.${random.below(256)}.${random.between(1, 254)}`;

/** Somebody's office: the same for the same number. */
export const office = (number: number): string => `203.0.113.${1 + (number % 120)}`;
export const hotel = (random: Random): string => `203.0.113.${random.between(129, 190)}`;
export const attacker = (random: Random): string => `203.0.113.${random.between(193, 254)}`;
/** AWS's endpoints; those from 100 on are addresses of accounts. */
export const awsEndpoint = (random: Random): string => `192.0.2.${random.between(1, 99)}`;
export const elasticAddress = (number: number): string => `192.0.2.${100 + (number % 155)}`;
