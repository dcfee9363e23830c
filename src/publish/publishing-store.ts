import type { Store } from '../store/store.ts';
import { recordExportFailure } from './export-failures.ts';
import type { EventRecorder } from './record-events.ts';

export interface PublishingStoreOptions {
  /** Absent where no sink wants events. */
  readonly recorder?: EventRecorder;
  /** A transaction has committed that put something into the outbox. */
  readonly wake: () => void;
  /** Milliseconds. */
  readonly now: () => number;
}

/**
 * The store that everybody works with: whoever changes a finding or a membership in a transaction
 * puts its events into the outbox by that, in the same transaction, and cannot forget to.
 */
export function publishingStore(store: Store, options: PublishingStoreOptions): Store {
  return {
    ...store,
    async transaction(work) {
      let added = false;
      const result = await store.transaction((inside) =>
        work(
          recording(inside, options, () => {
            added = true;
          }),
        ),
      );
      if (added) options.wake();
      return result;
    },
  };
}

function recording(inside: Store, options: PublishingStoreOptions, onAdd: () => void): Store {
  const noting: Store = {
    ...inside,
    outbox: {
      ...inside.outbox,
      add(item, merge) {
        onAdd();
        return inside.outbox.add(item, merge);
      },
    },
    transaction: (work) => inside.transaction((deeper) => work(recording(deeper, options, onAdd))),
  };
  const { recorder, now } = options;
  const told = { ...noting, destinations: recordingDestinations(noting, now) };
  if (recorder === undefined) return told;
  return {
    ...told,
    findings: recordingFindings(noting, recorder),
    members: recordingMembers(noting, recorder, now),
  };
}

function recordingDestinations(noting: Store, now: () => number): Store['destinations'] {
  const { destinations } = noting;
  return {
    ...destinations,
    async put(destination) {
      const { accountId, region, destinationId } = destination;
      const before = await destinations.get(accountId, region, destinationId);
      await destinations.put(destination);
      await recordExportFailure(noting, before, destination, now());
    },
  };
}

function recordingFindings(noting: Store, recorder: EventRecorder): Store['findings'] {
  const { findings } = noting;
  return {
    ...findings,
    async put(stored) {
      const { AccountId = '', Region = '', Id = '' } = stored.finding;
      const isNew = (await findings.get([AccountId], Region, [Id])).length === 0;
      await findings.put(stored);
      // What a rule has archived goes nowhere; what a person has archived is told of again.
      if (!stored.suppressed) await recorder.finding(noting, stored.finding, isNew);
    },
    async setArchived(accountIds, region, ids, archived, now) {
      const before = archived ? [] : await findings.get(accountIds, region, ids);
      const back = before.flatMap(({ Id, Service }) => (Id && Service?.Archived ? [Id] : []));
      const found = await findings.setArchived(accountIds, region, ids, archived, now);
      for (const finding of await findings.get(accountIds, region, back)) {
        await recorder.finding(noting, finding, false);
      }
      return found;
    },
  };
}

function recordingMembers(
  noting: Store,
  recorder: EventRecorder,
  now: () => number,
): Store['members'] {
  const { members } = noting;
  return {
    ...members,
    async put(row) {
      const { administratorId, region, accountId, status } = row;
      const before = (await members.get(administratorId, region, accountId))?.status ?? 'absent';
      await members.put(row);
      if (before === status) return;
      const key = { administratorId, region, accountId };
      await recorder.membership(noting, { ...key, before, after: status, at: row.updatedAt });
    },
    async delete(administratorId, region, accountId) {
      const row = await members.get(administratorId, region, accountId);
      await members.delete(administratorId, region, accountId);
      if (row === undefined) return;
      const key = { administratorId, region, accountId };
      const change = { ...key, before: row.status, after: 'absent', at: now() } as const;
      await recorder.membership(noting, change);
    },
  };
}
