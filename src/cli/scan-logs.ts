import type { Finding } from '@aws-sdk/client-guardduty';
import type { Engine } from '../detect/create-engine.ts';
import { DetectionMemory } from '../detect/memory.ts';
import type { Aggregate } from '../findings/aggregate.ts';
import { Copies } from '../ingest/copies.ts';
import { openLogFiles } from '../ingest/open-log-files.ts';
import { hintsOf } from '../ingest/path-hints.ts';
import { readAhead } from '../ingest/read-ahead.ts';
import type { Clock } from '../lib/clock.ts';
import { SCAN_EVENT_IDS_MAX, SCAN_MEMORY_CHANGES_MAX } from '../limits.ts';
import type { KnownLists } from '../lists/known-lists.ts';
import type { Event } from '../normalise/event.ts';
import type { LogSource } from '../normalise/log-source.ts';
import { knownInterfaces } from '../pipeline/known-interfaces.ts';
import { createEventOrder } from './event-order.ts';
import { type FileScan, scanFile } from './scan-file.ts';
import { type ScanSummary, ScanTally } from './scan-summary.ts';

export interface ScanRequest {
  readonly paths: readonly string[];
  /** Only records of these; of all where empty. */
  readonly regions: readonly string[];
  readonly accounts: readonly string[];
  /** What logs do not say of themselves. */
  readonly log?: LogSource;
  readonly engine: Engine;
  readonly aggregate: Aggregate;
  /** What is known of addresses, domains and machines, the same for all accounts. */
  readonly lists: KnownLists;
  readonly clock: Clock;
  /** One line for each thing that could not be read. */
  note(line: string): void;
  /** Bytes of the files read so far, as stored, and of how many. */
  progress(done: number, total: number): void;
}

export interface ScanResult {
  /** Most severe first. */
  readonly findings: readonly Finding[];
  readonly summary: ScanSummary;
}

type Detecting = Pick<FileScan, 'wants'> & {
  take(event: Event, bytes: number, isOfCopy: () => boolean): void;
  finish(): void;
};

/** Reads all logs of these paths, shows them to the detections in order, gathers the findings. */
export async function scanLogs(request: ScanRequest): Promise<ScanResult> {
  const { clock, engine, aggregate, note } = request;
  const startedAt = clock.now();
  const tally = new ScanTally();
  const { wants, take, finish } = detectInto(request, tally);
  const files: { path: string; bytes: number; isNamed: boolean }[] = [];
  for await (const file of openLogFiles(request.paths)) {
    if (!('unreadable' in file)) files.push(file);
    else {
      tally.unreadableFiles += 1;
      note(`${file.path}: cannot be read (${file.unreadable})`);
    }
  }
  const total = files.reduce((sum, file) => sum + file.bytes, 0);
  let done = 0;
  const onBytes = (bytes: number) => {
    done += bytes;
    request.progress(done, total);
  };
  const interfaces = knownInterfaces(request.lists.inventory);
  const copies = await Copies.among(files);
  for (const { file, chunks } of readAhead(files)) {
    const source = { ...hintsOf(file.path), ...request.log };
    let whole: Uint8Array | undefined;
    let isCopy: boolean | undefined;
    const isOfCopy = () => {
      isCopy ??= copies.isCopy(file, whole);
      return isCopy;
    };
    await scanFile(file, chunks, {
      take: (event, bytes) => take(event, bytes, isOfCopy),
      onChunk: (chunk) => {
        onBytes(chunk.length);
        if (chunk.length === file.bytes) whole = chunk;
      },
      ...{ tally, wants, note, source, interfaces },
    });
  }
  finish();
  const findings = aggregate.findings();
  return { findings, summary: tally.summary(findings, clock.now() - startedAt, engine.health()) };
}

function detectInto(request: ScanRequest, tally: ScanTally): Detecting {
  const { engine, aggregate, lists } = request;
  const regions = request.regions.length > 0 ? new Set(request.regions) : undefined;
  const accounts = request.accounts.length > 0 ? new Set(request.accounts) : undefined;
  const memory = new DetectionMemory();
  let batch = memory.batch();
  const order = createEventOrder((event) => {
    tally.eventsExamined += 1;
    for (const hit of engine.observe(event, batch, lists)) aggregate.add(hit);
    if (batch.changes < SCAN_MEMORY_CHANGES_MAX) return;
    batch.commit();
    batch = memory.batch();
  });
  const isNew = createIdFilter();
  return {
    wants: (head) =>
      engine.wants(head, lists) &&
      (regions === undefined || regions.has(head.region)) &&
      (accounts === undefined || accounts.has(head.accountId)),
    take(event, bytes, isOfCopy) {
      if (event.id === '' ? !isOfCopy() : isNew(event)) order.add(event, bytes);
      else tally.duplicates += 1;
    },
    finish() {
      order.flush();
      tally.late = order.late;
    },
  };
}

/**
 * Two trails, or two copies of a folder, hold the same event twice: it counts once. Of logs that
 * give their events no ids, whole files are known again instead.
 */
function createIdFilter(): (event: Event) => boolean {
  // Two halves, the older dropped whole: a set that loses its oldest one by one is slow.
  let ids = new Set<string>();
  let before = new Set<string>();
  return (event) => {
    const key = `${event.accountId} ${event.id}`;
    if (ids.has(key) || before.has(key)) return false;
    ids.add(key);
    if (ids.size > SCAN_EVENT_IDS_MAX / 2) {
      before = ids;
      ids = new Set();
    }
    return true;
  };
}
