import { createEngine, type DetectionHealth } from '../detect/create-engine.ts';
import type { CaseFile, Detection, DetectionCase, Hit } from '../detect/define.ts';
import { DetectionMemory } from '../detect/memory.ts';
import { declaredLists } from '../lists/declared-lists.ts';
import { readLog } from '../normalise/read-log.ts';
import { caseLines } from './case-records.ts';
import { knownInterfaces } from './known-interfaces.ts';

export interface DetectionWithCases {
  readonly detection: Detection;
  readonly cases: CaseFile;
}

/** What a detection has made of a case. */
export interface CaseOutcome {
  readonly hits: readonly Hit[];
  readonly health: DetectionHealth;
}

/** The hit of the first firing case of every type, from the cases of detections: for samples. */
export async function firingHits(
  folders: readonly DetectionWithCases[],
): Promise<Map<string, Hit>> {
  const firing = new Map<string, Hit>();
  for (const { detection, cases } of folders) {
    for (const one of cases.cases) {
      if (one.hits.every(({ type }) => firing.has(type))) continue;
      const { hits } = await runCase(detection, one);
      for (const hit of hits) if (!firing.has(hit.type)) firing.set(hit.type, hit);
    }
  }
  return firing;
}

/** One detection on the raw records of a case, through the reader that logs go through. */
export async function runCase(
  detection: Detection,
  { records, source, lists: declared }: Pick<DetectionCase, 'records' | 'source' | 'lists'>,
): Promise<CaseOutcome> {
  const engine = createEngine([detection]);
  const memory = new DetectionMemory().batch();
  const lists = declaredLists(declared ?? {});
  const hits: Hit[] = [];
  const lines = caseLines(records);
  await readLog([Buffer.from(lines.map((line) => `${line}\n`).join(''))], {
    ...(source && { source }),
    interfaces: knownInterfaces(lists.inventory),
    wants: (head) => engine.wants(head, lists),
    onEvent: (event) => {
      hits.push(...engine.observe(event, memory, lists));
    },
  });
  const [health] = engine.health();
  if (health === undefined) throw new Error('An engine of one detection has none.');
  return { hits, health };
}
