/** Fields of VPC flow logs that are read here; AWS's user guide, versions 2 to 8. */
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
] as const;

export type FlowField = (typeof FLOW_FIELDS)[number];

/** Where each field stands in a line; -1 where it does not. */
export type FlowColumns = Readonly<Record<FlowField, number>> & { readonly count: number };

/** Version 2, which flow logs are written in where nobody chose their fields. */
export const DEFAULT_COLUMNS = columnsOf(FLOW_FIELDS.slice(0, 14));

export function columnsOf(names: readonly string[]): FlowColumns {
  const places = FLOW_FIELDS.map((field) => [field, names.indexOf(field)]);
  return { ...Object.fromEntries(places), count: names.length };
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
