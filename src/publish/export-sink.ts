import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { applyVerdict, type DestinationVerdict } from '../domain/publishing-destination.ts';
import { type Clock, isoMillis } from '../lib/clock.ts';
import { EXPORT_ITEMS_MAX } from '../limits.ts';
import type { OutboxItem, Store } from '../store/store.ts';
import { DeliveryError } from './delivery-error.ts';
import type { ExportStorage } from './export-storage.ts';
import type { Sink } from './sink.ts';

/** Queues of exports are named so, one a destination: none waits for another. */
const PREFIX = 'export ';

export function exportSinkName(destinationId: string): string {
  return PREFIX + destinationId;
}

export function isExportSinkName(name: string): boolean {
  return name.startsWith(PREFIX);
}

export interface ExportSinkParts {
  readonly store: Store;
  readonly clock: Clock;
  /** Undefined where there is no storage: what waits stays. */
  readonly storage: () => ExportStorage | undefined;
}

/** Carries findings to one publishing destination, and keeps its status by what comes of it. */
export function createExportSink(name: string, { store, clock, storage }: ExportSinkParts): Sink {
  const destinationId = name.slice(PREFIX.length);
  return {
    name,
    type: 'export',
    itemsMax: EXPORT_ITEMS_MAX,
    async send(items) {
      const [{ accountId, region }] = items as readonly [OutboxItem];
      const destination = await store.destinations.get(accountId, region, destinationId);
      // Whoever deleted a destination wants nothing there any more.
      if (destination === undefined) return;
      const place = storage();
      if (place === undefined) throw new DeliveryError('no storage');
      for (const [owner, group] of byOwner(items)) {
        const key = objectKey(owner, region, group);
        const lines = group.map(({ body }) => `${body}\n`).join('');
        const verdict = await place.put(destination, key, gzipSync(lines));
        await keepVerdict(destination, verdict);
        if (verdict.outcome !== 'works') throw new DeliveryError(verdict.outcome);
      }
    },
  };

  async function keepVerdict(
    { accountId, region, destinationArn, kmsKeyArn }: Parameters<ExportStorage['put']>[0],
    verdict: DestinationVerdict,
  ): Promise<void> {
    /** What it is to become; undefined where nothing changes, or it leads elsewhere by now. */
    async function changed({ destinations }: Pick<Store, 'destinations'>) {
      const now = await destinations.get(accountId, region, destinationId);
      const isOther = now?.destinationArn !== destinationArn || now.kmsKeyArn !== kmsKeyArn;
      const next = isOther ? now : applyVerdict(now, verdict, clock.now());
      return next === now ? undefined : next;
    }
    // Mostly nothing does: only what changes is worth a turn among those who write.
    if ((await changed(store)) === undefined) return;
    await store.transaction(async (inside) => {
      const next = await changed(inside);
      if (next !== undefined) await inside.destinations.put(next);
    });
  }
}

/** Findings by the account that they are in: a member's lie in a folder of its own. */
function byOwner(items: readonly OutboxItem[]): Map<string, OutboxItem[]> {
  const groups = new Map<string, OutboxItem[]>();
  for (const item of items) {
    const accountId = ownerOf(item.body);
    const group = groups.get(accountId);
    if (group === undefined) groups.set(accountId, [item]);
    else group.push(item);
  }
  return groups;
}

/** The account stands first in a finding that is written here: most need not be parsed for it. */
function ownerOf(body: string): string {
  const [, first] = /^\{"accountId":"(\d{12})"/.exec(body) ?? [];
  return first ?? (JSON.parse(body) as { readonly accountId: string }).accountId;
}

/**
 * `AWSLogs/<account>/GuardDuty/<Region>/YYYY/MM/DD/<uuid>.jsonl.gz`. Day and UUID follow from what
 * is in it, so that a try that is repeated writes the same object again and not a second one.
 */
function objectKey(owner: string, region: string, group: readonly OutboxItem[]): string {
  const hash = createHash('sha256');
  for (const { eventId } of group) hash.update(eventId);
  const hex = hash.digest('hex');
  const uuid = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
  const day = isoMillis(Math.max(...group.map(({ createdAt }) => createdAt))).slice(0, 10);
  return `AWSLogs/${owner}/GuardDuty/${region}/${day.replaceAll('-', '/')}/${uuid}.jsonl.gz`;
}
