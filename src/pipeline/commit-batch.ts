import type { Engine } from '../detect/create-engine.ts';
import type { Hit } from '../detect/define.ts';
import type { MemoryBatch } from '../detect/memory.ts';
import { buildFinding, type FindingHome } from '../findings/build-finding.ts';
import { mergeFinding } from '../findings/merge-finding.ts';
import { type PlaceOf, placeHit } from '../findings/place-hit.ts';
import { createSuppression, type Suppression, suppressed } from '../findings/suppression.ts';
import type { Event } from '../normalise/event.ts';
import type { Store, StoredFinding } from '../store/store.ts';
import type { Batch } from './intake.ts';
import { isLine } from './lines.ts';
import { isMonitored, meter, monitoredDetectors, monitoredRecords } from './monitored.ts';
import type { PipelineLists } from './pipeline-lists.ts';

export interface BatchContext {
  readonly engine: Engine;
  readonly memory: MemoryBatch;
  readonly listsFor: PipelineLists['knownFor'];
  readonly placeOf: PlaceOf;
  readonly partitionOf: (region: string) => string | undefined;
  /** Milliseconds: when findings are written and ids remembered. */
  readonly now: number;
  /** For the counters: `push`, `directory:/logs`. */
  readonly source: string;
  /** Whom records are counted for that belong to nobody here: the sender. */
  readonly senderAccountId?: string;
  readonly checkpoint?: { readonly object: string; readonly state: string };
}

export interface BatchOutcome {
  readonly accepted: number;
  readonly duplicates: number;
  readonly notMonitored: number;
  /** Findings created or updated. */
  readonly findings: number;
}

/**
 * Carries one batch from events to findings inside the transaction whose store it is given:
 * findings, what detections remember, ids of events that changed something, the checkpoint and the
 * counters are written together or not at all.
 */
export async function commitBatch(
  store: Store,
  batch: Batch,
  context: BatchContext,
): Promise<BatchOutcome> {
  const detectors = await monitoredDetectors(store, batch);
  const counts = new Counts(context);
  for (const [scope, tally] of batch.tallies) {
    const detector = detectors.get(scope);
    const monitored = monitoredRecords(tally, detector);
    counts.add(tally.accountId, 'accepted', monitored);
    counts.add(tally.accountId, 'notMonitored', tally.records - monitored);
    if (detector !== undefined) await meter(store, tally, detector, context.now);
  }
  const events = batch.events
    .flatMap((event): DetectedEvent[] => {
      const detector = detectors.get(scopeOf(event));
      if (detector === undefined || !isMonitored(event, detector)) return [];
      return [{ event, detectorId: detector.detectorId }];
    })
    .sort((a, b) => a.event.time - b.event.time);
  const findings = await detect(store, events, context, counts);
  for (const finding of findings) await store.findings.put(finding);
  const { saved, deleted } = context.memory.changed();
  await store.ingest.saveMemory(saved);
  for (const { scope, keys } of deleted) await store.ingest.deleteMemory(scope, keys);
  if (context.checkpoint) {
    const { object, state } = context.checkpoint;
    await store.ingest.putCheckpoint(context.source, object, state, context.now);
  }
  await counts.write(store, batch);
  return { ...counts.totals, findings: findings.length };
}

interface DetectedEvent {
  readonly event: Event;
  readonly detectorId: string;
}

function scopeOf(of: { readonly accountId: string; readonly region: string }): string {
  return `${of.accountId} ${of.region}`;
}

async function detect(
  store: Store,
  events: readonly DetectedEvent[],
  { engine, memory, partitionOf, placeOf, now, listsFor }: BatchContext,
  counts: Counts,
): Promise<StoredFinding[]> {
  const known = await knownIds(store, events);
  const changers = new Map<string, Set<string>>();
  const findings = new Map<string, StoredFinding>();
  const suppression = createSuppression(store);
  const inForce = oncePerScope((accountId, region) => listsFor(store, accountId, region));
  for (const { event, detectorId } of events) {
    const { accountId } = event;
    const id = rememberedId(event, detectorId);
    if (known.has(id)) {
      counts.add(accountId, 'duplicates', 1);
      continue;
    }
    // Lines of a batch share an id, and none of them is a second copy of another.
    if (!isLine(event)) known.add(id);
    const usesBefore = memory.uses;
    const lists = await inForce(accountId, event.region);
    const hits = engine.observe(event, memory, lists);
    if (hits.length === 0 && memory.uses === usesBefore) continue;
    changers.set(accountId, (changers.get(accountId) ?? new Set()).add(id));
    for (const hit of hits) {
      const partition = partitionOf(hit.region) ?? 'aws';
      await fold(store, findings, placeHit(hit, placeOf), {
        detectorId,
        partition,
        now,
        suppression,
      });
    }
  }
  for (const [accountId, ids] of changers) {
    await store.ingest.rememberEvents(accountId, [...ids], now);
  }
  return [...findings.values()];
}

/** Within a transaction nobody changes what is in force. */
function oncePerScope<T>(ask: (accountId: string, region: string) => Promise<T>): typeof ask {
  const answers = new Map<string, Promise<T>>();
  return (accountId, region) => {
    const scope = scopeOf({ accountId, region });
    const answer = answers.get(scope) ?? ask(accountId, region);
    answers.set(scope, answer);
    return answer;
  };
}

async function knownIds(store: Store, events: readonly DetectedEvent[]): Promise<Set<string>> {
  const byAccount = new Map<string, Set<string>>();
  for (const { event, detectorId } of events) {
    const ids = byAccount.get(event.accountId) ?? new Set();
    byAccount.set(event.accountId, ids.add(rememberedId(event, detectorId)));
  }
  const known = new Set<string>();
  for (const [accountId, ids] of byAccount) {
    for (const id of await store.ingest.knownEvents(accountId, [...ids])) known.add(id);
  }
  return known;
}

/**
 * Events are remembered for the detector that judged them: who deletes a detector loses its
 * findings, and may send the logs again to a new one.
 */
function rememberedId(event: Event, detectorId: string): string {
  return `${detectorId.slice(0, 8)}/${event.id}`;
}

async function fold(
  store: Store,
  findings: Map<string, StoredFinding>,
  hit: Hit,
  home: FindingHome & { readonly suppression: Suppression },
): Promise<void> {
  const identity = JSON.stringify([hit.accountId, hit.region, hit.type, hit.key]);
  const existing =
    findings.get(identity) ??
    (await store.findings.findByKey(hit.accountId, hit.region, hit.type, hit.key, false));
  const finding = existing
    ? mergeFinding(existing.finding, hit, home.now)
    : buildFinding(hit, home);
  const kept = await suppressed(finding, home.suppression);
  const isSuppressed = kept !== finding;
  findings.set(identity, { finding: kept, key: hit.key, sample: false, suppressed: isSuppressed });
}

type Count = 'accepted' | 'duplicates' | 'notMonitored';

/** Counts by account, since each account reads only its own. */
class Counts {
  readonly totals = { accepted: 0, duplicates: 0, notMonitored: 0 };
  readonly #byAccount = new Map<string, Record<Count, number>>();
  readonly #context: BatchContext;

  constructor(context: BatchContext) {
    this.#context = context;
  }

  add(accountId: string, what: Count, count: number): void {
    this.totals[what] += count;
    const mine = this.#of(accountId);
    mine[what] += count;
  }

  async write(store: Store, batch: Batch): Promise<void> {
    const { senderAccountId, source, now } = this.#context;
    if (senderAccountId !== undefined) this.#of(senderAccountId);
    for (const [accountId, counted] of this.#byAccount) {
      const isSender = accountId === senderAccountId;
      await store.ingest.count({
        accountId,
        source,
        records: counted.accepted,
        duplicates: counted.duplicates,
        refused: counted.notMonitored + (isSender ? batch.otherAccounts : 0),
        unreadable: isSender ? batch.unreadable : 0,
        lastAt: now,
      });
    }
  }

  #of(accountId: string): Record<Count, number> {
    const known = this.#byAccount.get(accountId);
    if (known) return known;
    const counted = { accepted: 0, duplicates: 0, notMonitored: 0 };
    this.#byAccount.set(accountId, counted);
    return counted;
  }
}
