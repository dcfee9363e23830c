import type { CaseFile } from '../../src/detect/define.ts';

/** A folder of `detections/`: what it says it finds, and what its cases show. */
export interface DetectionFolder {
  readonly path: string;
  readonly types: readonly string[];
  readonly cases: CaseFile['cases'];
}

/** Cases of a folder that must stay quiet before its types count. */
export const quietCasesMin = 2;

/** Finding type → the folder whose cases fire it; only folders with enough quiet cases count. */
export function firedTypes(folders: readonly DetectionFolder[]): Map<string, string> {
  const fired = new Map<string, string>();
  for (const folder of folders) {
    const quiet = folder.cases.filter((one) => one.hits.length === 0);
    if (quiet.length < quietCasesMin) continue;
    const seen = new Set(folder.cases.flatMap((one) => one.hits.map((hit) => hit.type)));
    for (const type of folder.types) if (seen.has(type)) fired.set(type, folder.path);
  }
  return fired;
}
