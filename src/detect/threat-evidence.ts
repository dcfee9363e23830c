import type { Evidence } from '@aws-sdk/client-guardduty';
import type { Listed, ThreatKind } from '../lists/known-lists.ts';

/** How GuardDuty names the finding types of listed callers, by what they are listed as. */
export const CALLER_KINDS = {
  'malicious-caller': { suffix: 'MaliciousIPCaller', words: 'a known malicious address' },
  custom: { suffix: 'MaliciousIPCaller.Custom', words: 'an address on a custom threat list' },
  'tor-exit': { suffix: 'TorIPCaller', words: 'a Tor exit node' },
} as const satisfies Partial<Record<ThreatKind, object>>;

export type CallerKind = keyof typeof CALLER_KINDS;

/** Why an address counts as one of a kind: every list of that kind which has it. */
export interface ListedCaller {
  readonly kind: CallerKind;
  readonly suffix: (typeof CALLER_KINDS)[CallerKind]['suffix'];
  /** `a Tor exit node`. */
  readonly words: string;
  readonly lists: readonly Listed[];
}

/** What callers are listed as, each kind once: each is a finding type of its own. */
export function listedCallers(threats: readonly Listed[]): ListedCaller[] {
  const kinds = Object.keys(CALLER_KINDS) as CallerKind[];
  return kinds
    .map((kind) => ({
      kind,
      ...CALLER_KINDS[kind],
      lists: threats.filter((threat) => threat.kind === kind),
    }))
    .filter(({ lists }) => lists.length > 0);
}

/** `service.evidence`: the lists that decided, with the names that they give the threat. */
export function threatEvidence(lists: readonly Listed[]): Evidence {
  return {
    ThreatIntelligenceDetails: lists.map(({ list, threats }) => ({
      ThreatListName: list,
      ThreatNames: [...threats],
    })),
  };
}

/** The same in `service.additionalInfo`, where older readers of findings look for it. */
export function threatInfo(lists: readonly Listed[]): Readonly<Record<string, string>> {
  const [first] = lists;
  const names = lists.flatMap(({ threats }) => threats);
  return {
    ...(first && { threatListName: first.list }),
    ...(names.length > 0 && { threatName: names.join(', ') }),
  };
}
