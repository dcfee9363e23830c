import { isPrivateAddress } from '../../lib/private-address.ts';
import type { FlowEvent } from '../../normalise/event.ts';
import type { FlowReads } from '../define.ts';

export const TCP = 6;
export const UDP = 17;

/** IPv4 and TCP headers with options come to this: a packet of no more carries nothing. */
const HEADER_BYTES_MAX = 60;
/** A connection that is opened and closed without a word takes no more from its opener. */
const BARE_PACKETS_MAX = 4;

/** TCP packets with nothing in them: beginnings, acknowledgements and ends of connections. */
export function carriesNothing(event: FlowEvent): boolean {
  return event.protocol === TCP && event.bytes <= HEADER_BYTES_MAX * event.packets;
}

/** A knock: our end tried to open a TCP connection, and nothing was said over it. */
export const KNOCK = {
  outbound: true,
  initiator: 'local',
  protocols: [TCP],
  bare: true,
  packetsMax: BARE_PACKETS_MAX,
} as const satisfies Omit<FlowReads, 'log'>;

/** An acknowledgement with time stamps, which is what keeps a connection alive. */
const ACKNOWLEDGEMENT_BYTES = 52;

/**
 * Of a line that carries nothing: may it be the beginning of a connection? One that stays open
 * without a word is none: where the log has no flags, the size of its packets tells.
 */
export function isOpening({ opens, bytes, packets }: FlowEvent): boolean {
  return opens ?? bytes !== ACKNOWLEDGEMENT_BYTES * packets;
}

/** Can the address be reached over the Internet? IPv4 only: flow types do not cover IPv6. */
export function isPublicIpv4(address: string): boolean {
  if (address.includes(':') || isPrivateAddress(address)) return false;
  const first = Number(address.split('.')[0]);
  return first > 0 && first < 224;
}
