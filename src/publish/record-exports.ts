import type { Finding } from '@aws-sdk/client-guardduty';
import type { Store } from '../store/store.ts';
import { audienceOf, findingDueAt } from './cadence.ts';
import { exportSinkName } from './export-sink.ts';
import { type FindingJson, findingEvent } from './published-event.ts';

/**
 * Puts a finding into the queue of each destination that it belongs to: of its own account, and of
 * the administrator that sees it. Called in the transaction that writes the finding. What is
 * archived is never exported.
 */
export async function recordExports(
  inside: Store,
  finding: Finding,
  json: FindingJson,
  isNew: boolean,
  now: number,
): Promise<void> {
  const { AccountId: ownerId = '', Region: region = '', Id = '', Service } = finding;
  if (Service?.Archived) return;
  const { administratorId, frequency } = await audienceOf(inside, ownerId, region);
  for (const account of [ownerId, administratorId]) {
    if (account === undefined) continue;
    const [destination] = await inside.destinations.list(account, region, 1);
    if (destination === undefined) continue;
    const item = {
      sink: exportSinkName(destination.destinationId),
      subject: Id,
      kind: 'finding' as const,
      accountId: account,
      region,
      eventId: findingEvent(finding, json, account).id,
      body: JSON.stringify(json),
      dueAt: findingDueAt({ isNew, frequency }, now),
      createdAt: now,
    };
    await inside.outbox.add(item, true);
  }
}
