import { createEngine } from '../detect/create-engine.ts';
import type { CaseFile, Detection, Hit } from '../detect/define.ts';
import { DetectionMemory } from '../detect/memory.ts';
import { readCloudTrail } from '../normalise/read-cloud-trail.ts';

export interface DetectionWithCases {
  readonly detection: Detection;
  readonly cases: CaseFile;
}

/** The hit of the first firing case of every type, from the cases of detections: for samples. */
export async function firingHits(
  folders: readonly DetectionWithCases[],
): Promise<Map<string, Hit>> {
  const firing = new Map<string, Hit>();
  for (const { detection, cases } of folders) {
    for (const { records, hits } of cases.cases) {
      if (hits.every(({ type }) => firing.has(type))) continue;
      for (const hit of await hitsOf(detection, records)) {
        if (!firing.has(hit.type)) firing.set(hit.type, hit);
      }
    }
  }
  return firing;
}

/** What one detection makes of raw records, through the reader that logs go through. */
export async function hitsOf(
  detection: Detection,
  records: readonly Readonly<Record<string, unknown>>[],
): Promise<Hit[]> {
  const engine = createEngine([detection]);
  const memory = new DetectionMemory().batch();
  const found: Hit[] = [];
  await readCloudTrail([Buffer.from(JSON.stringify({ Records: records }))], {
    wants: engine.wants,
    onEvent: (event) => {
      found.push(...engine.observe(event, memory));
    },
  });
  return found;
}
