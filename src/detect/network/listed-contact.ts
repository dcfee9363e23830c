import type { KnownLists, Listed, ThreatKind } from '../../lists/known-lists.ts';
import type { DnsEvent, FlowEvent } from '../../normalise/event.ts';
import type { Hit } from '../define.ts';
import { plainText } from '../read-field.ts';
import { networkHit } from './network-hit.ts';

/** What a peer is, in words, by what it is listed as. */
const PEERS: Readonly<Partial<Record<ThreatKind, readonly [address: string, domain: string]>>> = {
  'command-and-control': ['a command and control server', 'a command and control domain'],
  'crypto-currency': ['an address of a cryptocurrency', 'a domain of a cryptocurrency'],
  'black-hole': ['a black hole', 'a domain that leads to a black hole'],
  'drop-point': ['a place where stolen data is kept', 'a domain where stolen data is kept'],
  phishing: ['a phishing server', 'a phishing domain'],
  'drive-by': ['a source of drive-by downloads', 'a source of drive-by downloads'],
  'generated-domain': ['a host of generated domains', 'a domain that malware generates'],
  custom: ['an address on a custom threat list', 'a domain on a custom threat list'],
  'tor-relay': ['a Tor node', 'a Tor node'],
  'reputation-malicious': ['a malicious host', 'a domain of malicious reputation'],
  'reputation-suspicious': ['a suspicious host', 'a domain of suspicious reputation'],
  'reputation-abused': ['an abused host', 'a domain of abused reputation'],
  'reputation-crypto-currency': ['a cryptocurrency host', 'a domain of cryptocurrency reputation'],
};

/** A peer that is listed as what was asked for. */
export interface Contact {
  /** The address or the domain. */
  readonly peer: string;
  /** What it is listed as, in words. */
  readonly words: string;
  readonly lists: readonly Listed[];
}

/**
 * Did this line or query reach for somebody who is listed so? Lines count in one direction, so that
 * a connection counts once, and only where our end may have opened it: that a listed address knocks
 * is no sign that the machine is lost. A line that was rejected counts: the machine has tried.
 */
export function listedContact(
  event: FlowEvent | DnsEvent,
  lists: KnownLists,
  kind: ThreatKind,
): Contact | undefined {
  const [address, domain] = PEERS[kind] ?? ['a listed address', 'a listed domain'];
  if (event.kind === 'flow') {
    if (!event.outbound || event.initiator === 'remote') return undefined;
    return found(lists.addressThreats(event.remoteAddress), kind, event.remoteAddress, address);
  }
  const own = found(lists.domainThreats(event.domain), kind, event.domain, domain);
  if (own !== undefined || kind !== 'black-hole') return own;
  // Whoever runs a sinkhole takes over many names: where a name leads tells what it is.
  const answers = event.answers.flatMap((answer) => lists.addressThreats(answer));
  return found(answers, kind, event.domain, domain);
}

function found(
  threats: readonly Listed[],
  kind: ThreatKind,
  peer: string,
  words: string,
): Contact | undefined {
  const listed = threats.filter((threat) => threat.kind === kind);
  return listed.length > 0 ? { peer: plainText(peer), words, lists: listed } : undefined;
}

export interface ListedParts {
  readonly kind: ThreatKind;
  readonly type: string;
  readonly severity: number;
  /** Of a function where it is left out of an instance: each has types of its own. */
  readonly of: 'instance' | 'function';
  readonly additionalInfo?: (lists: readonly Listed[]) => Readonly<Record<string, unknown>>;
}

/** The hit of a line or a query that reached for a listed peer, if it did. */
export function listedHit(
  event: FlowEvent | DnsEvent,
  lists: KnownLists,
  { kind, type, severity, of, additionalInfo }: ListedParts,
): Hit | undefined {
  const isOfFunction = event.kind === 'flow' && event.functionArn !== '';
  if (isOfFunction !== (of === 'function')) return undefined;
  const contact = listedContact(event, lists, kind);
  if (contact === undefined) return undefined;
  const { peer, words } = contact;
  const names = contact.lists.map(({ list }) => list).join(', ');
  const did = event.kind === 'dns' ? 'asked for' : 'reached for';
  return networkHit(event, lists, {
    type,
    severity,
    about: peer,
    title: `${did} ${peer}, ${words}`,
    because: `${peer} is on ${names}.`,
    listed: contact.lists,
    ...(additionalInfo && { additionalInfo: additionalInfo(contact.lists) }),
  });
}
