import { isPublicIpv4 } from '../lib/private-address.ts';
import type { FlowEvent } from '../normalise/event.ts';
import type { FlowReads } from './define.ts';
import { carriesNothing, isPublicIpv4 as isPublicText } from './network/flow-shape.ts';

/** What somebody asks of a line, beside lists. */
export interface FlowTest {
  readonly reads: FlowReads;
}

const PORTS = 65_536;
const PROTOCOLS = 256;
/** Bits of a number that bit operations keep apart. */
const TESTS_MAX = 31;

/**
 * Tests that are asked together, a bit for each: what a line has says at once which of them can
 * still hold. Of nearly every line none can.
 */
export class FlowGroup {
  static of(tests: readonly FlowTest[]): FlowGroup[] {
    const count = Math.ceil(tests.length / TESTS_MAX);
    return Array.from(
      { length: count },
      (_, n) => new FlowGroup(tests.slice(n * TESTS_MAX, (n + 1) * TESTS_MAX)),
    );
  }

  private readonly protocols = new Int32Array(PROTOCOLS);
  /** Where any test asks for ports: one more than there are, for what is no port. */
  private readonly localPorts: Int32Array | undefined;
  private readonly remotePorts: Int32Array | undefined;
  /** By direction and whether the packets were let through. */
  private readonly ways = new Int32Array(4);

  private constructor(private readonly tests: readonly FlowTest[]) {
    const asked = tests.map(({ reads }) => reads);
    const isOfLocal = asked.some(({ localPorts }) => localPorts !== undefined);
    const isOfRemote = asked.some(
      (one) => (one.remotePorts ?? one.exceptRemotePorts) !== undefined,
    );
    this.localPorts = isOfLocal ? new Int32Array(PORTS + 1) : undefined;
    this.remotePorts = isOfRemote ? new Int32Array(PORTS + 1) : undefined;
    for (const [n, { reads }] of tests.entries()) {
      const { protocols, localPorts, remotePorts, outbound, accepted } = reads;
      mark(this.protocols, 1 << n, protocols, reads.exceptProtocols);
      if (this.localPorts) mark(this.localPorts, 1 << n, localPorts);
      if (this.remotePorts) mark(this.remotePorts, 1 << n, remotePorts, reads.exceptRemotePorts);
      for (const way of this.ways.keys()) {
        const isOutbound = outbound === undefined || outbound === isOutboundWay(way);
        const isAccepted = accepted === undefined || accepted === isAcceptedWay(way);
        if (isOutbound && isAccepted) this.ways[way] = (this.ways[way] as number) | (1 << n);
      }
    }
  }

  /** A bit for each test that may hold, by what is told from tables. */
  may(flow: FlowEvent): number {
    const way = (flow.outbound ? 2 : 0) + (flow.accepted ? 1 : 0);
    let bits = (this.ways[way] as number) & (this.protocols[flow.protocol] as number);
    if (bits !== 0 && this.localPorts !== undefined)
      bits &= marksOf(this.localPorts, flow.localPort);
    if (bits === 0 || this.remotePorts === undefined) return bits;
    return bits & marksOf(this.remotePorts, flow.remotePort);
  }

  some(flow: FlowEvent): boolean {
    for (let bits = this.may(flow); bits !== 0; bits &= bits - 1) {
      if (holds(this.testOf(bits).reads, flow)) return true;
    }
    return false;
  }

  all(flow: FlowEvent): FlowTest[] {
    const found: FlowTest[] = [];
    for (let bits = this.may(flow); bits !== 0; bits &= bits - 1) {
      const test = this.testOf(bits);
      if (holds(test.reads, flow)) found.push(test);
    }
    return found;
  }

  /** Of the lowest bit. */
  private testOf(bits: number): FlowTest {
    return this.tests[31 - Math.clz32(bits & -bits)] as FlowTest;
  }
}

function marksOf(ports: Int32Array, port: number): number {
  return ports[port < PORTS ? port : PORTS] as number;
}

function isOutboundWay(way: number): boolean {
  return way >= 2;
}

function isAcceptedWay(way: number): boolean {
  return way % 2 === 1;
}

/** Of all, of these, or of all but those; what is no port is neither of these nor of those. */
function mark(
  marks: Int32Array,
  bit: number,
  asked: readonly number[] | undefined,
  except: readonly number[] | undefined = undefined,
): void {
  const set = (value: number) => {
    marks[value] = (marks[value] as number) | bit;
  };
  if (asked !== undefined) asked.forEach(set);
  else for (let value = 0; value < marks.length; value += 1) set(value);
  if (except === undefined) return;
  for (const value of [...except, PORTS]) marks[value] = (marks[value] as number) & ~bit;
}

/** What tables do not tell: a line is read no further than it takes to say no. */
function holds(reads: FlowReads, flow: FlowEvent): boolean {
  if (reads.packetsMax !== undefined && flow.packets > reads.packetsMax) return false;
  if (reads.bare === true && !carriesNothing(flow)) return false;
  if (reads.public === true && !isPublic(flow)) return false;
  if (reads.initiator !== undefined && reads.initiator !== flow.initiator) return false;
  return reads.exceptInitiator === undefined || reads.exceptInitiator !== flow.initiator;
}

function isPublic({ remoteIpv4, remoteAddress }: FlowEvent): boolean {
  return remoteIpv4 === undefined ? isPublicText(remoteAddress) : isPublicIpv4(remoteIpv4);
}
