import type { CaseFile, DetectionCase } from './define.ts';

/** What a `cases.json` holds. Throws a TypeError where it is no file of cases. */
export function caseFile(json: unknown): CaseFile {
  if (!isCaseFile(json)) throw new TypeError('A file of cases lacks members that cases have.');
  return json;
}

function isCaseFile(json: unknown): json is CaseFile {
  return isObject(json) && Array.isArray(json.cases) && json.cases.every(isCase);
}

/** What the lists and records of a case hold is tried by running it. */
function isCase(one: unknown): one is DetectionCase {
  if (!isObject(one) || typeof one.name !== 'string' || !Array.isArray(one.records)) return false;
  const { hits } = one;
  return Array.isArray(hits) && hits.every(isHit);
}

function isHit(hit: unknown): boolean {
  if (!isObject(hit)) return false;
  const { type, severity, key } = hit;
  return typeof type === 'string' && typeof severity === 'number' && typeof key === 'string';
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
