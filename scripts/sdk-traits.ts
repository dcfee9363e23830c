/**
 * The traits that the schemas of AWS SDK clients carry: HTTP bindings, names on the wire, kinds of
 * error. As undocumented as the schemas, and as strict: an unknown trait throws.
 */
import type { WireMember, WireOperation, WireStructure } from '../src/api/wire/shapes.ts';

/** Traits may be a bit vector: these are its bits, lowest first. */
const TRAIT_BITS = [
  'httpLabel',
  'idempotent',
  'idempotencyToken',
  'sensitive',
  'httpPayload',
  'httpResponseCode',
  'httpQueryParams',
];

export type Traits = Readonly<Record<string, unknown>>;

export function traitsOf(raw: unknown, known: readonly string[], where: string): Traits {
  const traits: Record<string, unknown> = {};
  if (typeof raw === 'number') {
    TRAIT_BITS.forEach((name, bit) => {
      if ((raw >> bit) & 1) traits[name] = 1;
    });
  } else {
    Object.assign(traits, raw);
  }
  for (const name of Object.keys(traits)) {
    if (!known.includes(name)) throw new Error(`${where}: trait ${name} is not known`);
  }
  return traits;
}

export const MEMBER_TRAITS = [
  'jsonName',
  'httpLabel',
  'httpQuery',
  'httpHeader',
  'httpPayload',
  'httpResponseCode',
  'idempotencyToken',
  'sensitive',
  'ec2QueryName',
  'xmlName',
];

export function isInHeader(ref: unknown): boolean {
  return Array.isArray(ref) && ref.length === 2 && Object(ref[1]).httpHeader !== undefined;
}

/** Where a member travels, if not in the body. */
export function placeOf(traits: Traits): Pick<WireMember, 'in'> {
  if (traits.httpLabel) return { in: 'label' };
  if (traits.httpQuery) return { in: 'query' };
  if (traits.httpHeader) return { in: 'header' };
  if (traits.httpPayload) return { in: 'payload' };
  return traits.httpResponseCode ? { in: 'status' } : {};
}

/** EC2 calls a member by one name in a call and by another in an answer. */
export function wireNameOf(name: string, traits: Traits, answering: boolean): unknown {
  if (traits.httpLabel) return lowerFirst(name);
  if (traits.httpHeader) return traits.httpHeader;
  const { xmlName } = traits;
  if (xmlName === undefined) return traits.httpQuery ?? traits.jsonName;
  if (answering) return xmlName;
  const text = String(xmlName);
  return traits.ec2QueryName ?? text.charAt(0).toUpperCase() + text.slice(1);
}

/** A label has no name in the schema; refusals call it as AWS's own model does. */
function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

export function httpOf(trait: unknown): NonNullable<WireOperation['http']> {
  const [method, uri, status] = trait as [string, string, number];
  return { method, uri, status };
}

export function errorOf(name: string, traits: Traits): NonNullable<WireStructure['error']> {
  const [code, status] = (traits.awsQueryError ?? [name, traits.httpError ?? 400]) as [
    string,
    number,
  ];
  return { status, ...(code === name ? {} : { code }) };
}
