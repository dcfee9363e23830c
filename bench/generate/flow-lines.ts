import type { Estate, Instance } from './estate.ts';
import type { LogEntry } from './log-file.ts';

/** Two ends that talk, as one interval of aggregation of a flow log sees it. */
export interface Talk {
  readonly local: Pick<Instance, 'interfaceId' | 'address'> & Partial<Instance>;
  readonly remote: string;
  readonly localPort: number;
  readonly remotePort: number;
  readonly protocol: 'tcp' | 'udp' | 'icmp' | 'esp' | 'gre';
  readonly at: number;
  readonly seconds: number;
  /** Packets and bytes; nothing where that direction has no line. */
  readonly sent?: readonly [number, number];
  readonly received?: readonly [number, number];
  /** Who opens the connection in this interval; nobody where it is an old one. */
  readonly opens?: 'local' | 'remote';
  readonly rejected?: boolean;
}

const PROTOCOLS = { tcp: 6, udp: 17, icmp: 1, esp: 50, gre: 47 } as const;

const V2 =
  'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start ' +
  'end action log-status';
const V3 = `${V2} vpc-id subnet-id instance-id tcp-flags type pkt-srcaddr pkt-dstaddr`;
const V4 = `${V3} region az-id sublocation-type sublocation-id`;
const V5 = `${V4} pkt-src-aws-service pkt-dst-aws-service flow-direction traffic-path`;
const V7 = `${V5} ecs-cluster-arn ecs-cluster-name ecs-container-instance-arn ecs-task-id`;
/** As an account may choose them: another order, and few. */
const V8 =
  'account-id region vpc-id interface-id instance-id flow-direction srcaddr pkt-srcaddr srcport ' +
  'dstaddr pkt-dstaddr dstport protocol tcp-flags packets bytes start end action reject-reason ' +
  'log-status version';

interface Form {
  readonly version: number;
  readonly fields: readonly string[];
  readonly hasHeader: boolean;
}

/** Versions 2 to 8; half of those of version 2 come by CloudWatch, which writes no header. */
const FORMS: readonly Form[] = [
  { version: 5, fields: V5.split(' '), hasHeader: true },
  { version: 2, fields: V2.split(' '), hasHeader: false },
  { version: 3, fields: V3.split(' '), hasHeader: true },
  { version: 8, fields: V8.split(' '), hasHeader: true },
  { version: 4, fields: V4.split(' '), hasHeader: true },
  { version: 2, fields: V2.split(' '), hasHeader: true },
  { version: 7, fields: V7.split(' '), hasHeader: true },
];

function formOf(index: number): Form {
  return FORMS[index % FORMS.length] as Form;
}

export function flowHeader(index: number): string {
  const { fields, hasHeader } = formOf(index);
  return hasHeader ? `${fields.join(' ')}\n` : '';
}

const SYN = 2;
const SYN_ACK = 18;

/** One line for each direction in which something went. */
export function flowEntries(estate: Estate, talk: Talk): LogEntry[] {
  const { sent, received, opens } = talk;
  const flags = (isOpener: boolean) => (opens === undefined ? 0 : isOpener ? SYN : SYN_ACK);
  return [
    ...(sent ? [entryOf(estate, talk, true, sent, flags(opens === 'local'))] : []),
    ...(received ? [entryOf(estate, talk, false, received, flags(opens === 'remote'))] : []),
  ];
}

function entryOf(
  estate: Estate,
  talk: Talk,
  isSent: boolean,
  [packets, bytes]: readonly [number, number],
  flags: number,
): LogEntry {
  const { local, remote } = talk;
  const [from, to] = isSent ? [local.address, remote] : [remote, local.address];
  const [fromPort, toPort] = isSent
    ? [talk.localPort, talk.remotePort]
    : [talk.remotePort, talk.localPort];
  const start = Math.floor(talk.at / 1000);
  const { version, fields } = formOf(estate.flowForm);
  const values: Readonly<Record<string, string | number>> = {
    version,
    'account-id': estate.accountId,
    'interface-id': local.interfaceId,
    srcaddr: from,
    dstaddr: to,
    'pkt-srcaddr': from,
    'pkt-dstaddr': to,
    srcport: fromPort,
    dstport: toPort,
    protocol: PROTOCOLS[talk.protocol],
    packets: Math.round(packets),
    bytes: Math.round(bytes),
    start,
    end: start + talk.seconds,
    action: talk.rejected ? 'REJECT' : 'ACCEPT',
    'log-status': 'OK',
    'vpc-id': estate.vpcId,
    'subnet-id': local.subnetId ?? '-',
    'instance-id': local.instanceId ?? '-',
    'tcp-flags': talk.protocol === 'tcp' ? flags : 0,
    type: from.includes(':') ? 'IPv6' : 'IPv4',
    region: estate.region,
    'az-id': 'euc1-az1',
    'flow-direction': isSent ? 'egress' : 'ingress',
    'traffic-path': isSent ? 8 : '-',
  };
  return {
    log: 'flow',
    at: start * 1000,
    text: fields.map((field) => values[field] ?? '-').join(' '),
  };
}
