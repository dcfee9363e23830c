import { isPublicIpv4 } from '../lib/private-address.ts';
import type { KnownLists } from '../lists/known-lists.ts';
import type { FlowEvent } from '../normalise/event.ts';
import type { ReadsEntry } from './cloud-trail-index.ts';
import type { FlowReads } from './define.ts';
import { carriesNothing, isPublicIpv4 as isPublicText } from './network/flow-shape.ts';

type Entry<T> = ReadsEntry<FlowReads, T>;

/**
 * Who reads a line of a flow log? Asked for every line, nearly always for a no: equal reads are
 * asked once, and lists once for all that ask for them, behind everything else.
 */
export class FlowIndex<T> {
  readonly #entries: readonly { readonly entry: Entry<T>; readonly test: FlowTest }[];
  readonly #plain: readonly FlowTest[];
  readonly #listed: readonly FlowTest[];

  constructor(entries: readonly Entry<T>[]) {
    const tests = new Map<string, FlowTest>();
    const testOf = (reads: FlowReads): FlowTest => {
      const key = JSON.stringify(reads);
      const test = tests.get(key) ?? new FlowTest(reads);
      tests.set(key, test);
      return test;
    };
    this.#entries = entries.map((entry) => ({ entry, test: testOf(entry.reads) }));
    this.#plain = [...tests.values()].filter(({ listed }) => !listed);
    this.#listed = [...tests.values()].filter(({ listed }) => listed);
  }

  some(flow: FlowEvent, lists: KnownLists): boolean {
    for (const test of this.#plain) if (test.holds(flow)) return true;
    const { remoteIpv4 } = flow;
    if (remoteIpv4 !== undefined && !lists.mayListIpv4(remoteIpv4)) return false;
    return this.#listed.some((test) => test.holds(flow)) && isListed(flow, lists);
  }

  all(flow: FlowEvent, lists: KnownLists): Entry<T>[] {
    return this.#entries
      .filter(({ test }) => test.holds(flow) && (!test.listed || isListed(flow, lists)))
      .map(({ entry }) => entry);
  }
}

function isListed(flow: FlowEvent, lists: KnownLists): boolean {
  return lists.addressThreats(flow.remoteAddress).length > 0;
}

const PORTS = 65_536;
const PROTOCOLS = 256;

/** What reads ask, but for lists. All have the same members, which is what makes asking cheap. */
class FlowTest {
  readonly listed: boolean;
  private readonly protocols: Uint8Array;
  private readonly localPorts: Uint8Array | undefined;
  private readonly remotePorts: Uint8Array | undefined;
  private readonly outbound: boolean | undefined;
  private readonly accepted: boolean | undefined;
  private readonly bare: boolean;
  private readonly packetsMax: number;
  private readonly initiator: 'local' | 'remote' | undefined;
  private readonly exceptInitiator: 'local' | 'remote' | undefined;
  private readonly public: boolean;

  constructor(reads: FlowReads) {
    this.listed = reads.listed === true;
    this.protocols = marked(PROTOCOLS, reads.protocols, reads.exceptProtocols);
    const { localPorts, remotePorts, exceptRemotePorts } = reads;
    this.localPorts = localPorts && marked(PORTS, localPorts, undefined);
    this.remotePorts =
      remotePorts || exceptRemotePorts ? marked(PORTS, remotePorts, exceptRemotePorts) : undefined;
    this.outbound = reads.outbound;
    this.accepted = reads.accepted;
    this.bare = reads.bare === true;
    this.packetsMax = reads.packetsMax ?? Number.POSITIVE_INFINITY;
    this.initiator = reads.initiator;
    this.exceptInitiator = reads.exceptInitiator;
    this.public = reads.public === true;
  }

  /** The cheap questions first: a line is read no further than it takes to say no. */
  holds(flow: FlowEvent): boolean {
    if (this.outbound !== undefined && this.outbound !== flow.outbound) return false;
    if (this.protocols[flow.protocol] !== 1) return false;
    if (this.localPorts !== undefined && this.localPorts[flow.localPort] !== 1) return false;
    if (this.remotePorts !== undefined && this.remotePorts[flow.remotePort] !== 1) return false;
    if (this.packetsMax < flow.packets) return false;
    if (this.bare && !carriesNothing(flow)) return false;
    if (this.accepted !== undefined && this.accepted !== flow.accepted) return false;
    return this.holdsOfEnds(flow);
  }

  private holdsOfEnds(flow: FlowEvent): boolean {
    if (this.public && !isPublic(flow)) return false;
    if (this.initiator !== undefined && this.initiator !== flow.initiator) return false;
    return this.exceptInitiator === undefined || this.exceptInitiator !== flow.initiator;
  }
}

function isPublic({ remoteIpv4, remoteAddress }: FlowEvent): boolean {
  return remoteIpv4 === undefined ? isPublicText(remoteAddress) : isPublicIpv4(remoteIpv4);
}

/** 1 for what is asked for: of all, of these, or of all but those. */
function marked(
  size: number,
  asked: readonly number[] | undefined,
  except: readonly number[] = [],
): Uint8Array {
  const marks = new Uint8Array(size).fill(asked === undefined ? 1 : 0);
  for (const value of asked ?? []) marks[value] = 1;
  for (const value of except) marks[value] = 0;
  return marks;
}
