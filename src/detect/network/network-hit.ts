import type { Action } from '@aws-sdk/client-guardduty';
import type { KnownLists, Listed } from '../../lists/known-lists.ts';
import type { DnsEvent, FlowEvent } from '../../normalise/event.ts';
import type { Hit } from '../define.ts';
import { threatEvidence, threatInfo } from '../threat-evidence.ts';
import { machineOf } from './machine.ts';
import { connectionAction, queryAction } from './network-action.ts';

export interface NetworkHitParts {
  readonly type: string;
  readonly severity: number;
  /** What tells occurrences of one machine apart: mostly the peer. */
  readonly about: string;
  /** What the machine did: `is guessing passwords …`. */
  readonly title: string;
  /** Why that is said, in whole sentences. */
  readonly because: string;
  /** `TARGET` where it is left out and a list decided, as GuardDuty has it; else `ACTOR`. */
  readonly role?: 'TARGET';
  /** A connection or a query, as the event is one, where it is left out. */
  readonly action?: Action;
  /** Lists that decided. */
  readonly listed?: readonly Listed[];
  readonly additionalInfo?: Readonly<Record<string, unknown>>;
}

/** A hit about traffic of a machine or a function of ours. */
export function networkHit(
  event: FlowEvent | DnsEvent,
  lists: KnownLists,
  parts: NetworkHitParts,
): Hit {
  const { listed = [] } = parts;
  const role = parts.role ?? (listed.length > 0 ? 'TARGET' : 'ACTOR');
  const machine = machineOf(event, lists.inventory);
  const title = `The ${machine.words} ${parts.title}`;
  const own = event.kind === 'flow' ? connectionAction(event) : queryAction(event, lists);
  return {
    type: parts.type,
    severity: parts.severity,
    accountId: event.accountId,
    region: event.region,
    time: event.time,
    key: `${machine.key}|${parts.about}`,
    title: `${title}.`,
    description: `${title} in ${event.region}. ${parts.because}`,
    resource: machine.resource,
    action: parts.action ?? own,
    resourceRole: role,
    ...(listed.length > 0 && { evidence: threatEvidence(listed) }),
    additionalInfo: { ...threatInfo(listed), ...parts.additionalInfo },
  };
}
