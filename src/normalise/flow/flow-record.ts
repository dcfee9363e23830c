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
  outbound = false;
  private source: LogSource = {};
  private startSeconds = 0;
  /** An interface has an address of either family. */
  private readonly sides4 = new FlowSides<number>(isPrivateIpv4);
  private readonly sides6 = new FlowSides<string>(isPrivateAddress);

  constructor(
    private readonly line: FlowLine,
    private readonly interfaces: KnownInterfaces | undefined,
  ) {}

  /** Takes up the line in hand, which is known to have both ends. */
  take(source: LogSource, accountId: string, startSeconds: number): void {
    this.source = source;
    this.accountId = accountId;
    this.startSeconds = startSeconds;
    const direction = this.line.first(FLOW_DIRECTION);
    if (direction === EGRESS) this.outbound = true;
    else if (direction === INGRESS) this.outbound = false;
    else this.outbound = this.isOutbound();
  }

  get time(): number {
    return this.startSeconds * 1000;
  }

  get protocol(): number {
    return this.number(PROTOCOL);
  }

  get region(): string {
    return this.text(REGION) || (this.source.region ?? '');
  }

  get interfaceId(): string {
    return this.line.name(INTERFACE_ID);
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
    return this.number(this.outbound ? SRCPORT : DSTPORT);
  }

  get remotePort(): number {
    return this.number(this.outbound ? DSTPORT : SRCPORT);
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
    return this.line.first(ACTION) !== REJECT;
  }

  get initiator(): 'local' | 'remote' | undefined {
    const flags = this.number(TCP_FLAGS);
    const isSender = isSenderInitiator(
      this.protocol,
      flags,
      this.number(SRCPORT),
      this.number(DSTPORT),
    );
    if (isSender === undefined) return undefined;
    return isSender === this.outbound ? 'local' : 'remote';
  }

  get opens(): boolean | undefined {
    if (!this.line.has(TCP_FLAGS)) return undefined;
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

  /** Where the line does not say. */
  private isOutbound(): boolean {
    const from = this.ipv4(SRCADDR, PKT_SRCADDR);
    const to = this.ipv4(DSTADDR, PKT_DSTADDR);
    // As numbers of 32 bits, which cost no object; only whether two are the same is asked.
    return from >= 0 && to >= 0
      ? this.sides4.isOutbound(this.interfaceId, from | 0, to | 0)
      : this.sides6.isOutbound(this.interfaceId, this.from, this.to);
  }

  /** Of the first field that the line has; -1 where that is no such address. */
  private ipv4(field: number, instead: number): number {
    const { line } = this;
    const address = line.ipv4(field);
    return address >= 0 || line.has(field) ? address : line.ipv4(instead);
  }

  private text(field: number): string {
    return this.line.text(field);
  }

  private number(field: number): number {
    return Math.max(0, this.line.number(field));
  }
}
