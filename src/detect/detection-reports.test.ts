import { expect, it } from 'vitest';
import type { KnownLists } from '../lists/known-lists.ts';
import type { Event } from '../normalise/event.ts';
import { createEngine } from './create-engine.ts';
import { cloudTrail, defineDetection, dns } from './define.ts';
import { detectionReports } from './detection-reports.ts';
import type { MemoryBatch } from './memory.ts';

const about = {
  title: 'T',
  description: 'D',
  remediation: 'R',
  tactic: 'Impact',
  blindSpots: ['none is known'],
};

it('tells what a detection looks for, and that it fails', () => {
  const reads = [cloudTrail({ names: ['StopLogging'] }), cloudTrail({ names: ['DeleteTrail'] })];
  const failing = defineDetection({
    ...{ types: ['A:B/C'], severity: 5, reads, about },
    observe() {
      throw new RangeError('with words of the record');
    },
  });
  const quiet = defineDetection({
    ...{ types: ['D:E/F'], severity: 2, reads: dns({}), about, observe: () => undefined },
  });
  const engine = createEngine([failing, quiet]);
  const event = { kind: 'cloudtrail', name: 'StopLogging', source: 's', record: {} };
  const memory = { open: () => ({}) } as unknown as MemoryBatch;
  engine.observe(event as unknown as Event, memory, {} as KnownLists);
  expect(detectionReports([failing, quiet], engine.health())).toEqual([
    {
      ...{ types: ['A:B/C'], severity: 5, logs: ['cloudtrail'], ...about },
      ...{ healthy: false, observed: 1, hits: 0, failures: 1, lastFailure: 'RangeError' },
    },
    {
      ...{ types: ['D:E/F'], severity: 2, logs: ['dns'], ...about },
      ...{ healthy: true, observed: 0, hits: 0, failures: 0 },
    },
  ]);
});
