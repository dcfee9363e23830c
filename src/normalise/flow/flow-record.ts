import { isPrivateAddress, isPrivateIpv4 } from '../../lib/private-address.ts';
import type { FlowEvent } from '../event.ts';
import type { KnownInterfaces } from '../log-reader.ts';
import type { LogSource } from '../log-source.ts';
import {
  ACTION,
  BYTES,
  DSTADDR,
  DSTPORT,
  END,
  FLOW_DIRECTION,
  type FlowColumns,
  INSTANCE_ID,
  INTERFACE_ID,
  PACKETS,
  PKT_DSTADDR,
  PKT_SRCADDR,
  PROTOCOL,
  REGION,
  SRCADDR,
  SRCPORT,
  START,
  SUBNET_ID,
  TCP_FLAGS,
  VPC_ID,
} from './flow-fields.ts';
import type { FlowLine } from './flow-line.ts';
import { FlowSides, isSenderInitiator } from './flow-sides.ts';

const EGRESS = 'e'.charCodeAt(0);
const INGRESS = 'i'.charCodeAt(0);
const REJECT = 'R'.charCodeAt(0);
/** Of the TCP flags: the first packet of a connection. */
const SYN = 2;

/**
 * A line as whoever routes events sees it: what is asked for is read from the bytes then, so that
 * a line that nobody wants costs little. Good until the next line is read; `event` is for keeps.
 */
export class FlowRecord implements FlowEvent {
  readonly kind = 'flow';
  readonly id = '';
  accountId = '';
  time = 0;
  outbound = false;
  protocol = 0;
  private columns: FlowColumns | undefined;
  private source: LogSource = {};
  private fromPort = 0;
  private toPort = 0;
  /** Both ends as numbers; -1 for what is not IPv4. */
  private fromIpv4 = -1;
  private toIpv4 = -1;
  /** An interface has an address of either family. */
  private readonly sides4 = new FlowSides<number>(isPrivateIpv4);
  private readonly sides6 = new FlowSides<string>(isPrivateAddress);

  constructor(
    private readonly line: FlowLine,
    private readonly interfaces: KnownInterfaces | undefined,
  ) {}

  /** The line is in hand, and is known to have both ends, an account and a time. */
  read(columns: FlowColumns, source: LogSource, accountId: string, time: number): void {
    this.columns = columns;
    this.source = source;
    this.accountId = accountId;
    this.time = time;
    this.protocol = this.number(PROTOCOL);
    this.fromPort = this.number(SRCPORT);
    this.toPort = this.number(DSTPORT);
    this.fromIpv4 = this.ipv4(SRCADDR, PKT_SRCADDR);
    this.toIpv4 = this.ipv4(DSTADDR, PKT_DSTADDR);
    const direction = this.line.first(columns, FLOW_DIRECTION);
    if (direction === EGRESS) this.outbound = true;
    else if (direction === INGRESS) this.outbound = false;
    else if (this.fromIpv4 >= 0 && this.toIpv4 >= 0) {
      this.outbound = this.sides4.isOutbound(this.interfaceId, this.fromIpv4, this.toIpv4);
    } else this.outbound = this.sides6.isOutbound(this.interfaceId, this.from, this.to);
  }

  get region(): string {
    return this.text(REGION) || (this.source.region ?? '');
  }

  get interfaceId(): string {
    return this.text(INTERFACE_ID);
  }

  get instanceId(): string {
    const named = this.text(INSTANCE_ID);
    if (named !== '' || this.interfaces === undefined) return named;
    return this.interfaces.instanceIdOf(this.interfaceId, this.localAddress);
  }

  get functionArn(): string {
    return this.interfaces === undefined ? '' : this.interfaces.functionArnOf(this.interfaceId);
  }

  get vpcId(): string {
    return this.text(VPC_ID);
  }

  get subnetId(): string {
    return this.text(SUBNET_ID);
  }

  get localAddress(): string {
    return this.outbound ? this.from : this.to;
  }

  /** The packet's own far end where something, such as a NAT gateway, stands between. */
  get remoteAddress(): string {
    return this.outbound ? this.text(PKT_DSTADDR) || this.to : this.text(PKT_SRCADDR) || this.from;
  }

  get remoteIpv4(): number | undefined {
    const { outbound } = this;
    const address = outbound ? this.ipv4(PKT_DSTADDR, DSTADDR) : this.ipv4(PKT_SRCADDR, SRCADDR);
    return address < 0 ? undefined : address;
  }

  get localPort(): number {
    return this.outbound ? this.fromPort : this.toPort;
  }

  get remotePort(): number {
    return this.outbound ? this.toPort : this.fromPort;
  }

  get packets(): number {
    return this.number(PACKETS);
  }

  get bytes(): number {
    return this.number(BYTES);
  }

  get seconds(): number {
    const start = this.number(START);
    const end = this.number(END);
    return start > 0 && end > start ? end - start : 0;
  }

  get accepted(): boolean {
    return this.columns === undefined || this.line.first(this.columns, ACTION) !== REJECT;
  }

  get initiator(): 'local' | 'remote' | undefined {
    const flags = this.number(TCP_FLAGS);
    const isSender = isSenderInitiator(this.protocol, flags, this.fromPort, this.toPort);
    if (isSender === undefined) return undefined;
    return isSender === this.outbound ? 'local' : 'remote';
  }

  get opens(): boolean | undefined {
    if (this.columns === undefined || !this.line.has(this.columns, TCP_FLAGS)) return undefined;
    return (this.number(TCP_FLAGS) & SYN) !== 0;
  }

  event(): FlowEvent {
    const { initiator, opens } = this;
    return {
      kind: 'flow',
      accountId: this.accountId,
      region: this.region,
      id: '',
      time: this.time,
      interfaceId: this.interfaceId,
      instanceId: this.instanceId,
      functionArn: this.functionArn,
      vpcId: this.vpcId,
      subnetId: this.subnetId,
      localAddress: this.localAddress,
      remoteAddress: this.remoteAddress,
      localPort: this.localPort,
      remotePort: this.remotePort,
      protocol: this.protocol,
      packets: this.packets,
      bytes: this.bytes,
      seconds: this.seconds,
      accepted: this.accepted,
      outbound: this.outbound,
      ...(initiator !== undefined && { initiator }),
      ...(opens !== undefined && { opens }),
    };
  }

  private get from(): string {
    return this.text(SRCADDR) || this.text(PKT_SRCADDR);
  }

  private get to(): string {
    return this.text(DSTADDR) || this.text(PKT_DSTADDR);
  }

  /** Of the first field that the line has; -1 where that is no such address. */
  private ipv4(field: number, instead: number): number {
    const { columns, line } = this;
    if (columns === undefined) return -1;
    return line.ipv4(columns, line.has(columns, field) ? field : instead);
  }

  private text(field: number): string {
    return this.columns === undefined ? '' : this.line.text(this.columns, field);
  }

  private number(field: number): number {
    return this.columns === undefined ? 0 : Math.max(0, this.line.number(this.columns, field));
  }
}
