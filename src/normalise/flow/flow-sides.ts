import { FLOW_INTERFACES_MAX } from '../../limits.ts';

const TCP = 6;
const UDP = 17;
const SYN = 2;
const ACK = 16;
/** Below are services; Linux takes ports of its own from 32768, others from 49152. */
const SERVICE_PORT_MAX = 1023;
const EPHEMERAL_PORT_MIN = 32_768;

/**
 * Which end of a line is the interface itself, where the line does not say: an interface has one
 * primary address, and every line of it has that address at one end.
 */
export class FlowSides<Address> {
  /** By interface: the addresses that every line so far had. */
  private readonly own = new Map<string, readonly Address[]>();
  /** Lines of one interface often follow each other. */
  private lastId = '';
  private lastOwn: readonly Address[] | undefined;

  constructor(private readonly isPrivate: (address: Address) => boolean) {}

  /** Did the packets leave the interface? */
  isOutbound(interfaceId: string, source: Address, destination: Address): boolean {
    if (interfaceId !== this.lastId) {
      this.lastId = interfaceId;
      this.lastOwn = this.own.get(interfaceId);
    }
    const before = this.lastOwn;
    if (before?.length === 1) {
      if (before[0] === source) return true;
      if (before[0] === destination) return false;
    }
    const shared = (before ?? [source, destination]).filter(
      (address) => address === source || address === destination,
    );
    // An interface whose lines share no address is not one interface: learn it anew.
    const candidates = shared.length > 0 ? shared : [source, destination];
    if (candidates.length !== before?.length) this.learn(interfaceId, candidates);
    if (candidates.length === 1 || source === destination) return candidates[0] === source;
    const isPrivateSource = this.isPrivate(source);
    if (isPrivateSource !== this.isPrivate(destination)) {
      this.learn(interfaceId, [isPrivateSource ? source : destination]);
      return isPrivateSource;
    }
    return true;
  }

  private learn(interfaceId: string, candidates: readonly Address[]): void {
    if (this.own.size >= FLOW_INTERFACES_MAX) this.own.clear();
    this.own.set(interfaceId, candidates);
    this.lastOwn = candidates;
  }
}

/** Did the end that sent these packets open the connection? Undefined where nothing tells. */
export function isSenderInitiator(
  protocol: number,
  flags: number,
  sourcePort: number,
  destinationPort: number,
): boolean | undefined {
  if (protocol === TCP && (flags & SYN) !== 0) return (flags & ACK) === 0;
  if (protocol !== TCP && protocol !== UDP) return undefined;
  const isService = sourcePort <= SERVICE_PORT_MAX;
  if (isService !== destinationPort <= SERVICE_PORT_MAX) return !isService;
  const isEphemeral = sourcePort >= EPHEMERAL_PORT_MIN;
  if (isEphemeral !== destinationPort >= EPHEMERAL_PORT_MIN) return isEphemeral;
  return undefined;
}
