import { BATCH_EVENTS_MAX, USAGE_RESOURCES_PER_DAY_MAX } from '../limits.ts';
import type { Event, Head } from '../normalise/event.ts';
import type { KnownInterfaces } from '../normalise/log-reader.ts';
import type { LogSource } from '../normalise/log-source.ts';
import { readLog } from '../normalise/read-log.ts';
import type { EventIds } from './event-id.ts';
import { isLine, Lines } from './lines.ts';
import { featureOf, type LogFeature } from './log-features.ts';

/** Records of one account and Region in a batch, wanted or not. */
export interface Tally {
  readonly accountId: string;
  readonly region: string;
  /** Of all kinds. */
  records: number;
  /** The same, by the feature of a detector that looks at them. */
  readonly features: Map<LogFeature, number>;
  /** Data events of S3 among them, by bucket. */
  readonly dataEvents: Map<string, number>;
}

/** What was read since the last commit. */
export interface Batch {
  readonly events: Event[];
  /** By account and Region. */
  readonly tallies: Map<string, Tally>;
  /** Records of accounts that the sender may not speak for. */
  otherAccounts: number;
  unreadable: number;
}

export interface IntakeOptions {
  readonly wants: (head: Head) => boolean;
  /** May records of this account be taken from here? */
  readonly owns: (accountId: string) => boolean;
  /** The Region to file a record of this `awsRegion` under. */
  readonly regionOf: (recordRegion: string) => string;
  /** Records at the start that an earlier run has committed already. */
  readonly skipRecords: number;
  /**
   * Milliseconds. An event from beyond it has no time that can be trusted: it would stay the latest
   * for ever, and what is learned from later events would be taken for older.
   */
  readonly timeMax: number;
  /** Takes a full batch, and the last one, which may be empty; `records` were read in all. */
  readonly commit: (batch: Batch, records: number, isLast: boolean) => Promise<void>;
  /** Names events whose log gives ids and which lack one. */
  readonly ids: EventIds;
  /** What is known of the log beside what it says itself. */
  readonly source?: LogSource;
  readonly interfaces?: KnownInterfaces;
  readonly eventsMax?: number;
  /** Text that a gzip may inflate to; what lies beyond is unreadable. */
  readonly inflatedBytesMax?: number;
}

/** Reads one body or object into batches of bounded size, and waits for each to be committed. */
export async function takeIn(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  options: IntakeOptions,
): Promise<void> {
  const eventsMax = options.eventsMax ?? BATCH_EVENTS_MAX;
  let batch = emptyBatch();
  let records = 0;
  /** The record that was asked for and has not come yet: what is unreadable next is this one. */
  let awaited: { readonly tally: Tally; readonly head: Head } | undefined;

  const lines = new Lines();
  const takeBatch = (): Batch => {
    const full = batch;
    full.events.push(...lines.take());
    batch = emptyBatch();
    options.ids.startBatch();
    return full;
  };

  const dropAwaited = () => {
    if (awaited) countRecord(awaited.tally, awaited.head, -1);
    awaited = undefined;
    batch.unreadable += 1;
  };

  await readLog(chunks, {
    ...knownOf(options),
    onRecord: () => {
      records += 1;
    },
    wants: (head) => {
      if (records <= options.skipRecords) return false;
      if (!options.owns(head.accountId)) {
        batch.otherAccounts += 1;
        return false;
      }
      const tally = tallyOf(batch, head.accountId, options.regionOf(head.region));
      countRecord(tally, head, 1);
      if (!options.wants(head)) return false;
      awaited = { tally, head };
      return true;
    },
    onEvent: (event, _bytes, offset) => {
      if (event.time > options.timeMax) {
        dropAwaited();
        return undefined;
      }
      awaited = undefined;
      const region = options.regionOf(event.region);
      if (isLine(event)) lines.add(event, region);
      else batch.events.push({ ...event, id: event.id || options.ids.idOf(event, offset), region });
      if (batch.events.length + lines.length < eventsMax) return undefined;
      return options.commit(takeBatch(), records, false);
    },
    onUnreadable: () => {
      if (records >= options.skipRecords) dropAwaited();
    },
  });
  await options.commit(takeBatch(), records, true);
}

/** What the log's reader is told beforehand. */
function knownOf({ inflatedBytesMax, source, interfaces }: IntakeOptions) {
  return {
    ...(inflatedBytesMax !== undefined && { inflatedBytesMax }),
    ...(source !== undefined && { source }),
    ...(interfaces !== undefined && { interfaces }),
  };
}

function emptyBatch(): Batch {
  return { events: [], tallies: new Map(), otherAccounts: 0, unreadable: 0 };
}

function countRecord(tally: Tally, head: Head, count: 1 | -1): void {
  tally.records += count;
  const feature = featureOf(head);
  tally.features.set(feature, (tally.features.get(feature) ?? 0) + count);
  const dataBucket = head.kind === 'cloudtrail' ? head.dataBucket : undefined;
  if (dataBucket === undefined) return;
  const { dataEvents } = tally;
  // Forged records may name any number of buckets; beyond some, they are counted without.
  const isKnown = dataEvents.has(dataBucket) || dataEvents.size < USAGE_RESOURCES_PER_DAY_MAX;
  const bucket = isKnown ? dataBucket : '';
  dataEvents.set(bucket, (dataEvents.get(bucket) ?? 0) + count);
}

function tallyOf(batch: Batch, accountId: string, region: string): Tally {
  const key = `${accountId} ${region}`;
  const known = batch.tallies.get(key);
  if (known) return known;
  const tally = { accountId, region, records: 0, features: new Map(), dataEvents: new Map() };
  batch.tallies.set(key, tally);
  return tally;
}
