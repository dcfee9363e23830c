import type { Finding } from '@aws-sdk/client-guardduty';
import { detections } from '../../detections/index.ts';
import { createEngine, type DetectionHealth } from '../../src/detect/create-engine.ts';
import { DetectionMemory } from '../../src/detect/memory.ts';
import { createAggregate } from '../../src/findings/aggregate.ts';
import { hintsOf } from '../../src/ingest/path-hints.ts';
import type { KnownLists } from '../../src/lists/known-lists.ts';
import type { Event } from '../../src/normalise/event.ts';
import { readLog } from '../../src/normalise/read-log.ts';
import { knownInterfaces } from '../../src/pipeline/known-interfaces.ts';
import type { LogFile } from './log-file.ts';

/** All detections on generated files, as `vedette scan` runs them, without a disk between. */
export interface Judge {
  /** Reads one file; what it holds is looked at together with the rest of its hour. */
  read(file: LogFile): Promise<void>;
  /** Ends the hour: its events go to the detections in the order of their time. */
  endHour(): void;
  readonly counts: { records: number; events: number; unreadable: number };
  findings(): Finding[];
  health(): DetectionHealth[];
}

export function createJudge(lists: KnownLists): Judge {
  const engine = createEngine(detections);
  const memory = new DetectionMemory();
  const aggregate = createAggregate({ partitionOf: () => 'aws', placeOf: lists.place, now: 0 });
  const interfaces = knownInterfaces(lists.inventory);
  const counts = { records: 0, events: 0, unreadable: 0 };
  let held: Event[] = [];
  return {
    counts,
    async read(file) {
      const found = await readLog([Buffer.from(file.text())], {
        source: hintsOf(file.path),
        interfaces,
        wants: (head) => engine.wants(head, lists),
        onEvent: (event) => {
          held.push(event);
        },
      });
      counts.records += found.records;
      counts.events += found.events;
      counts.unreadable += found.unreadable;
    },
    endHour() {
      const batch = memory.batch();
      for (const event of held.sort((a, b) => a.time - b.time)) {
        for (const hit of engine.observe(event, batch, lists)) aggregate.add(hit);
      }
      batch.commit();
      held = [];
    },
    findings: () => aggregate.findings(),
    health: () => engine.health(),
  };
}
