import { COLUMNS_MAX, NO_FIELD } from '../assembly/flow-fields.ts';

/**
 * Fields of VPC flow logs, by number; AWS's user guide, versions 2 to 8. The first fourteen are
 * version 2, in its order; further ones are those that are read here.
 */
export const FLOW_FIELD_NAMES = [
  'version',
  'account-id',
  'interface-id',
  'srcaddr',
  'dstaddr',
  'srcport',
  'dstport',
  'protocol',
  'packets',
  'bytes',
  'start',
  'end',
  'action',
  'log-status',
  'vpc-id',
  'subnet-id',
  'instance-id',
  'tcp-flags',
  'pkt-srcaddr',
  'pkt-dstaddr',
  'region',
  'flow-direction',
];

export * from '../assembly/flow-fields.ts';

/** Which fields the lines of a log have, in order. */
export interface FlowColumns {
  /** By column; NO_FIELD for those that are not read. */
  readonly fields: Uint8Array;
  readonly count: number;
}

/** Which flow logs are written in where nobody chose their fields. */
export const DEFAULT_COLUMNS = columnsOf(FLOW_FIELD_NAMES.slice(0, 14));

/** Of several columns with one name, the first. */
export function columnsOf(names: readonly string[]): FlowColumns {
  const fields = new Uint8Array(COLUMNS_MAX).fill(NO_FIELD);
  for (const [column, name] of names.slice(0, COLUMNS_MAX).entries()) {
    const field = FLOW_FIELD_NAMES.indexOf(name);
    if (field >= 0 && names.indexOf(name) === column) fields[column] = field;
  }
  return { fields, count: names.length };
}

/** The names in a `LogFormat` such as `${version} ${srcaddr}`; empty where it is none. */
export function fieldsOfFormat(format: string): readonly string[] {
  const names = format
    .trim()
    .split(' ')
    .map((one) => one.replace(/^\$\{(.*)\}$/, '$1'));
  return isFlowHeader(names) ? names : [];
}

/** A header line, in whatever order its fields are. Values never look so. */
export function isFlowHeader(tokens: readonly string[]): boolean {
  if (tokens.length < 2 || !tokens.every((token) => /^[a-z][a-z0-9-]+$/.test(token))) return false;
  return tokens.some((token) => token === 'srcaddr' || token === 'pkt-srcaddr');
}

/** Flow logs of transit gateways have fields that no other flow log has. */
export function isTransitGatewayHeader(tokens: readonly string[]): boolean {
  return isFlowHeader(tokens) && tokens.some((token) => token.startsWith('tgw-'));
}
