import type { Finding } from '@aws-sdk/client-guardduty';
import type { SilenceChange } from '../domain/source-silence.ts';
import type { Store } from '../store/store.ts';
import { audienceOf, findingDueAt, windowEnd } from './cadence.ts';
import type { EventSink } from './event-sink.ts';
import {
  type FindingJson,
  findingEvent,
  type MembershipChange,
  membershipEvent,
  type PublishedEvent,
  sourceEvent,
} from './published-event.ts';

/** Puts events into the queues of sinks, in the transaction of what they tell of. */
export interface EventRecorder {
  finding(inside: Store, finding: Finding, isNew: boolean): Promise<void>;
  membership(inside: Store, change: MembershipChange): Promise<void>;
  source(inside: Store, change: SilenceChange): Promise<void>;
}

export interface RecorderOptions {
  readonly sinks: readonly EventSink[];
  readonly findingJson: (finding: Finding) => FindingJson;
  /** Milliseconds. */
  readonly now: () => number;
}

interface Addressed {
  readonly kind: 'finding' | 'membership' | 'source';
  readonly subject: string;
  readonly ownerId: string;
  readonly accounts: readonly string[];
  readonly dueAt: number;
  readonly merge: boolean;
  readonly eventFor: (account: string) => PublishedEvent;
}

export function createEventRecorder({ sinks, findingJson, now }: RecorderOptions): EventRecorder {
  async function record(inside: Store, addressed: Addressed): Promise<void> {
    for (const sink of sinks) await recordFor(sink, inside, addressed, now());
  }
  return {
    async finding(inside, finding, isNew) {
      const { AccountId: ownerId = '', Region: region = '', Id = '' } = finding;
      const { administratorId, frequency } = await audienceOf(inside, ownerId, region);
      const json = findingJson(finding);
      await record(inside, {
        kind: 'finding',
        subject: Id,
        ownerId,
        accounts: [ownerId, ...(administratorId === undefined ? [] : [administratorId])],
        dueAt: findingDueAt({ isNew, frequency }, now()),
        merge: !isNew,
        eventFor: (account) => findingEvent(finding, json, account),
      });
    },
    async membership(inside, change) {
      const { administratorId, accountId, region } = change;
      await record(inside, {
        kind: 'membership',
        subject: `${administratorId}/${region}/${accountId}`,
        ownerId: accountId,
        accounts: [accountId, administratorId],
        dueAt: now(),
        merge: false,
        eventFor: (account) => membershipEvent(change, account),
      });
    },
    async source(inside, change) {
      const { accountId, source } = change;
      const event = sourceEvent(change, now());
      await record(inside, {
        kind: 'source',
        subject: `source ${source}`,
        ownerId: accountId,
        accounts: [accountId],
        dueAt: now(),
        merge: false,
        eventFor: () => event,
      });
    },
  };
}

async function recordFor(
  sink: EventSink,
  inside: Store,
  { kind, subject, ownerId, accounts, dueAt, merge, eventFor }: Addressed,
  now: number,
): Promise<void> {
  for (const account of sink.audience === 'each' ? accounts : [ownerId]) {
    const event = eventFor(account);
    if (!sink.filter(event, sink.audience === 'each' ? [account] : accounts)) continue;
    const { digestMinutes } = sink;
    const item = {
      sink: sink.name,
      subject: `${subject}@${account}`,
      kind,
      accountId: account,
      region: event.region,
      eventId: event.id,
      body: JSON.stringify(event),
      dueAt: digestMinutes === undefined ? dueAt : windowEnd(dueAt, digestMinutes),
      createdAt: now,
    };
    await inside.outbox.add(item, merge);
  }
}
