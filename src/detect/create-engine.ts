import type { KnownLists } from '../lists/known-lists.ts';
import type { Event, Head } from '../normalise/event.ts';
import type { Detection, Hit } from './define.ts';
import type { MemoryBatch } from './memory.ts';
import { ReadsIndex } from './reads-index.ts';

/** How one detection has fared since the start. */
export interface DetectionHealth {
  readonly types: readonly string[];
  readonly healthy: boolean;
  readonly observed: number;
  readonly hits: number;
  /** Events on which it threw: it said nothing about them. */
  readonly failures: number;
  /** The class of the last error. Its text may quote the record, so it is not kept. */
  readonly lastFailure?: string;
}

/** Carries events to the detections that read them. Names no finding type. */
export interface Engine {
  readonly types: readonly string[];
  /** Does any detection read this record? `lists`: those in force for its account and Region. */
  wants(head: Head, lists: KnownLists): boolean;
  /** The hits of one event. Never throws for what a detection does. */
  observe(event: Event, memory: MemoryBatch, lists: KnownLists): Hit[];
  health(): DetectionHealth[];
}

interface Running {
  readonly detection: Detection;
  /** Names the detection in memory scopes. */
  readonly name: string;
  observed: number;
  hits: number;
  failures: number;
  lastFailure?: string;
}

/** Throws where two detections claim the same finding type, or one claims none. */
export function createEngine(detections: readonly Detection[]): Engine {
  const types = new Set<string>();
  const running = detections.map((detection): Running => {
    const [name] = detection.types;
    if (name === undefined) throw new Error('A detection names no finding type.');
    for (const type of detection.types) {
      if (types.has(type)) throw new Error(`Two detections claim the finding type ${type}.`);
      types.add(type);
    }
    return { detection, name, observed: 0, hits: 0, failures: 0 };
  });
  const index = new ReadsIndex(
    running.map((value) => ({ reads: [value.detection.reads].flat(), value })),
  );

  function observe(event: Event, memory: MemoryBatch, lists: KnownLists): Hit[] {
    const hits: Hit[] = [];
    for (const one of index.all(event, lists)) {
      one.observed += 1;
      try {
        const found = ask(one, event, memory, lists);
        one.hits += found.length;
        hits.push(...found);
      } catch (error) {
        one.failures += 1;
        one.lastFailure = error instanceof Error ? error.name : typeof error;
      }
    }
    return hits;
  }

  return {
    types: [...types],
    wants: (head, lists) => index.some(head, lists),
    observe,
    health: () => running.map(healthOf),
  };
}

function ask(one: Running, event: Event, memory: MemoryBatch, lists: KnownLists): Hit[] {
  const { detection, name } = one;
  const region = detection.memoryOf === 'account' ? '*' : event.region;
  const scope = `${event.accountId}|${region}|${name}`;
  const found = [detection.observe(event, memory.open(scope, event.time), lists) ?? []].flat();
  for (const { type } of found) {
    if (!detection.types.includes(type)) throw new TypeError('A hit of an undeclared type.');
  }
  return found;
}

function healthOf(one: Running): DetectionHealth {
  return {
    types: one.detection.types,
    healthy: one.failures === 0,
    observed: one.observed,
    hits: one.hits,
    failures: one.failures,
    ...(one.lastFailure !== undefined && { lastFailure: one.lastFailure }),
  };
}
