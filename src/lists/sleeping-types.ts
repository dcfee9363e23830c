import type { ThreatKind } from './known-lists.ts';

/** What a finding type asks lists for. */
interface Need {
  readonly pattern: RegExp;
  readonly kinds: readonly ThreatKind[];
  /** Any of these serves. */
  readonly of: readonly ('addresses' | 'domains' | 'keys')[];
}

/** The first that fits a finding type counts. Types of the accounts' own lists need no feed. */
const NEEDS: readonly Need[] = [
  { pattern: /\/TorIPCaller/, kinds: ['tor-exit'], of: ['addresses'] },
  { pattern: /:EC2\/TorRelay$/, kinds: ['tor-relay', 'tor-exit'], of: ['addresses'] },
  { pattern: /\/Tor(?:Client|Relay)$/, kinds: ['tor-relay'], of: ['addresses'] },
  { pattern: /\/MaliciousIPCaller(?!\.Custom)/, kinds: ['malicious-caller'], of: ['addresses'] },
  { pattern: /\/PortProbe/, kinds: ['scanner'], of: ['addresses'] },
  { pattern: /C&CActivity\.B!DNS$/, kinds: ['command-and-control'], of: ['domains'] },
  { pattern: /C&CActivity\.B$/, kinds: ['command-and-control'], of: ['addresses'] },
  { pattern: /BitcoinTool\.B!DNS$/, kinds: ['crypto-currency'], of: ['domains'] },
  { pattern: /BitcoinTool\.B$/, kinds: ['crypto-currency'], of: ['addresses'] },
  { pattern: /BlackholeTraffic!DNS$/, kinds: ['black-hole'], of: ['domains', 'addresses'] },
  { pattern: /BlackholeTraffic$/, kinds: ['black-hole'], of: ['addresses'] },
  { pattern: /DropPoint!DNS$/, kinds: ['drop-point'], of: ['domains'] },
  { pattern: /DropPoint$/, kinds: ['drop-point'], of: ['addresses'] },
  { pattern: /PhishingDomainRequest/, kinds: ['phishing'], of: ['domains'] },
  { pattern: /DriveBySourceTraffic/, kinds: ['drive-by'], of: ['domains'] },
  { pattern: /DGADomainRequest\.C/, kinds: ['generated-domain'], of: ['domains'] },
  { pattern: /MaliciousDomainRequest\.Rep/, kinds: ['reputation-malicious'], of: ['domains'] },
  { pattern: /SuspiciousDomainRequest\.Rep/, kinds: ['reputation-suspicious'], of: ['domains'] },
  { pattern: /AbusedDomainRequest\.Rep/, kinds: ['reputation-abused'], of: ['domains'] },
  { pattern: /BitcoinDomainRequest\.Rep/, kinds: ['reputation-crypto-currency'], of: ['domains'] },
  { pattern: /IAMUser\/CompromisedCredentials$/, kinds: ['leaked-key'], of: ['keys'] },
];

/** What feeds hold that are in force. */
export interface FeedStock {
  readonly kind: ThreatKind | 'trusted';
  readonly addresses: number;
  readonly domains: number;
  readonly keys: number;
}

/**
 * Finding types that cannot fire for want of a feed: nothing that is in force has what they look
 * for, test domains aside.
 */
export function sleepingTypes(types: readonly string[], stock: readonly FeedStock[]): string[] {
  return types.filter((type) => {
    const need = NEEDS.find(({ pattern }) => pattern.test(type));
    if (need === undefined) return false;
    return !stock.some(
      (one) => need.kinds.some((kind) => kind === one.kind) && need.of.some((of) => one[of] > 0),
    );
  });
}
