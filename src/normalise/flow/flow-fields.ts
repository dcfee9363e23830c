/**
 * Fields of VPC flow logs, by number; AWS's user guide, versions 2 to 8. The first fourteen are
 * version 2, in its order; further ones are those that are read here.
 */
export const FLOW_FIELDS = [
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

export const ACCOUNT_ID = 1;
export const INTERFACE_ID = 2;
export const SRCADDR = 3;
export const DSTADDR = 4;
export const SRCPORT = 5;
export const DSTPORT = 6;
export const PROTOCOL = 7;
export const PACKETS = 8;
export const BYTES = 9;
export const START = 10;
export const END = 11;
export const ACTION = 12;
export const LOG_STATUS = 13;
export const VPC_ID = 14;
export const SUBNET_ID = 15;
export const INSTANCE_ID = 16;
export const TCP_FLAGS = 17;
export const PKT_SRCADDR = 18;
export const PKT_DSTADDR = 19;
export const REGION = 20;
export const FLOW_DIRECTION = 21;

/** Where each field stands in a line, by the field's number; -1 where it does not. */
export interface FlowColumns {
  readonly places: Int8Array;
  /** Fields of a line. */
  readonly count: number;
}

/** Which flow logs are written in where nobody chose their fields. */
export const DEFAULT_COLUMNS = columnsOf(FLOW_FIELDS.slice(0, 14));

export function columnsOf(names: readonly string[]): FlowColumns {
  const places = Int8Array.from(FLOW_FIELDS, (field) => names.indexOf(field));
  return { places, count: names.length };
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
