import type { ThreatKind } from './known-lists.ts';
import type { ThreatPart } from './threat-index.ts';

/** As `threatListName` shows it. */
const TEST_LIST = 'GuardDuty test domains';

/** Names that AWS keeps for trying GuardDuty out: harmless, and always listed. */
const TEST_DOMAINS: Readonly<Partial<Record<ThreatKind, readonly string[]>>> = {
  'command-and-control': ['guarddutyc2activityb.com', 'c2.guarddutyc2activityb.com'],
  'crypto-currency': ['crypto.guarddutyc2activityb.com'],
  'reputation-abused': ['abused-rep.guarddutyc2activityb.com'],
  'reputation-crypto-currency': ['crypto-rep.guarddutyc2activityb.com'],
  'reputation-malicious': ['malicious-rep.guarddutyc2activityb.com'],
  'reputation-suspicious': ['suspicious-rep.guarddutyc2activityb.com'],
  'drop-point': ['guarddutydroppointactivity.com'],
  'black-hole': ['guarddutyblackholeactivity.com'],
  phishing: ['guarddutyphishingactivity.com'],
  'drive-by': ['guarddutydrivebyactivity.com'],
  'generated-domain': ['guarddutydgaactivity.com'],
};

/** Each name stands for itself: those below one of them are tests of another kind. */
export const testDomainParts: readonly ThreatPart[] = Object.entries(TEST_DOMAINS).map(
  ([kind, domains]) => ({
    listed: { kind: kind as ThreatKind, list: TEST_LIST, threats: [] },
    entries: { ipv4: [], ipv6: [], domains: new Set(domains) },
    subdomains: false,
  }),
);
