import { createHash } from 'node:crypto';
import type { RawCaseRecord, RepeatedCaseRecord } from '../detect/define.ts';

const PLACE = /\{(?:(\d+)\+)?n(?:\*(\d+))?\}|\{digest of n\}/g;

/** The lines of a log that the records of a case stand for. */
export function caseLines(records: readonly RawCaseRecord[]): string[] {
  return records.flatMap((record) => {
    if (!isRepeated(record)) return [lineOf(record)];
    const line = lineOf(record.record);
    return Array.from({ length: record.repeat }, (_, n) => filledIn(line, n));
  });
}

export function isRepeated(record: RawCaseRecord): record is RepeatedCaseRecord {
  return typeof record === 'object' && typeof record.repeat === 'number' && 'record' in record;
}

function lineOf(record: Readonly<Record<string, unknown>> | string): string {
  return typeof record === 'string' ? record : JSON.stringify(record);
}

function filledIn(line: string, n: number): string {
  return line.replace(PLACE, (place, from: string | undefined, step: string | undefined) => {
    if (place === '{digest of n}') {
      return createHash('sha256').update(String(n)).digest('hex').slice(0, 60);
    }
    return String(Number(from ?? 0) + n * Number(step ?? 1));
  });
}
