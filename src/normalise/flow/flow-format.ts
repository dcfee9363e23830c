import type { FlowEvent } from '../event.ts';
import type { LineFormat } from '../line-format.ts';
import { type KnownInterfaces, type Outcome, skipped, unreadable } from '../log-reader.ts';
import type { LogSource } from '../log-source.ts';
import {
  columnsOf,
  DEFAULT_COLUMNS,
  type FlowColumns,
  type FlowField,
  isFlowHeader,
  isTransitGatewayHeader,
} from './flow-fields.ts';
import { FlowSides, isSenderInitiator } from './flow-sides.ts';

/** Lines of version 2 without a header: `2 123456789012 eni-… …`. */
const HEADERLESS = /^\d (\d{12}|unknown) (eni-|-)/;
const TRANSIT_GATEWAY = /^\d TransitGateway /;
const ACCOUNT = /^\d{12}$/;

/** VPC flow logs: the header line says which fields there are, and in which order. */
export class FlowFormat implements LineFormat {
  private columns: FlowColumns | undefined;
  private isTransitGateway = false;
  private readonly sides = new FlowSides();

  constructor(private readonly interfaces: KnownInterfaces | undefined) {}

  read(line: string, source: LogSource): Outcome | readonly Outcome[] | undefined {
    const values = line.split(' ');
    if (isFlowHeader(values)) {
      this.isTransitGateway = isTransitGatewayHeader(values);
      this.columns = columnsOf(values);
      return [];
    }
    if (this.isTransitGateway || TRANSIT_GATEWAY.test(line)) return skipped('transit-gateway');
    const columns = this.columns ?? (HEADERLESS.test(line) ? DEFAULT_COLUMNS : undefined);
    if (columns === undefined || values.length !== columns.count) return undefined;
    return this.eventOf((field) => valueAt(values, columns[field]), source);
  }

  private eventOf(value: (field: FlowField) => string, source: LogSource): Outcome {
    const status = value('log-status');
    const from = value('srcaddr') || value('pkt-srcaddr');
    const to = value('dstaddr') || value('pkt-dstaddr');
    if (status === 'NODATA' || status === 'SKIPDATA') return skipped('no-data');
    if (from === '' || to === '') return unreadable('unknown-line');
    const time = secondsOf(value('start')) ?? secondsOf(value('end'));
    if (time === undefined) return unreadable('no-time');
    const named = value('account-id');
    const accountId = ACCOUNT.test(named) ? named : (source.accountId ?? '');
    if (accountId === '') return unreadable('no-account');
    const interfaceId = value('interface-id');
    const direction = value('flow-direction');
    const outbound =
      direction === '' ? this.sides.isOutbound(interfaceId, from, to) : direction === 'egress';
    const ends = endsOf(value, from, to, outbound);
    const instanceId = value('instance-id');
    return {
      kind: 'flow',
      accountId,
      region: value('region') || (source.region ?? ''),
      id: '',
      time,
      interfaceId,
      instanceId: instanceId || this.instanceOf(interfaceId, ends.localAddress),
      functionArn: this.interfaces?.functionArnOf(interfaceId) ?? '',
      vpcId: value('vpc-id'),
      subnetId: value('subnet-id'),
      ...ends,
      packets: numberOf(value('packets')),
      bytes: numberOf(value('bytes')),
      seconds: durationOf(numberOf(value('start')), numberOf(value('end'))),
      accepted: value('action') !== 'REJECT',
      outbound,
    };
  }

  private instanceOf(interfaceId: string, address: string): string {
    return this.interfaces?.instanceIdOf(interfaceId, address) ?? '';
  }
}

type Ends = Pick<
  FlowEvent,
  'localAddress' | 'remoteAddress' | 'localPort' | 'remotePort' | 'protocol' | 'initiator'
>;

/** The far end is the packet's own where something, such as a NAT gateway, stands between. */
function endsOf(
  value: (field: FlowField) => string,
  from: string,
  to: string,
  outbound: boolean,
): Ends {
  const protocol = numberOf(value('protocol'));
  const fromPort = numberOf(value('srcport'));
  const toPort = numberOf(value('dstport'));
  const flags = numberOf(value('tcp-flags'));
  const isSender = isSenderInitiator(protocol, flags, fromPort, toPort);
  return {
    localAddress: outbound ? from : to,
    remoteAddress: outbound ? value('pkt-dstaddr') || to : value('pkt-srcaddr') || from,
    localPort: outbound ? fromPort : toPort,
    remotePort: outbound ? toPort : fromPort,
    protocol,
    ...(isSender !== undefined && { initiator: isSender === outbound ? 'local' : 'remote' }),
  };
}

/** Empty text for a field that the line lacks, or has no value for. */
function valueAt(values: readonly string[], index: number): string {
  const value = values[index] ?? '';
  return value === '-' ? '' : value;
}

function numberOf(text: string): number {
  const number = Number(text);
  return Number.isSafeInteger(number) && number >= 0 ? number : 0;
}

function durationOf(start: number, end: number): number {
  return start > 0 && end > start ? end - start : 0;
}

function secondsOf(text: string): number | undefined {
  return /^\d{1,12}$/.test(text) ? Number(text) * 1000 : undefined;
}
