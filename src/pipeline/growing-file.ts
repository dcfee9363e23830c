import { type FileHandle, open } from 'node:fs/promises';
import { FIRST_LINE_BYTES_MAX, SEGMENT_BYTES_MAX } from '../limits.ts';

const NEWLINE = 0x0a;

/** Whole lines of a file that may still grow, with where they begin and end. */
export interface Segment {
  readonly from: number;
  readonly to: number;
  readonly bytes: Uint8Array;
}

/**
 * The first line of a file that holds one record a line, so that more may follow. Undefined for a
 * file of any other form, which is read whole: its first line is not a JSON object by itself, or is
 * one that holds `Records`.
 */
export async function firstRecordLine(path: string): Promise<Buffer | undefined> {
  const file = await open(path, 'r');
  try {
    const start = await readAt(file, 0, FIRST_LINE_BYTES_MAX);
    const end = start.indexOf(NEWLINE);
    if (end < 0) return undefined;
    const line = start.subarray(0, end);
    const value = parsed(line);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    return 'Records' in value ? undefined : line;
  } finally {
    await file.close();
  }
}

/**
 * The whole lines from an offset on, in pieces of bounded size. A last line without its newline is
 * taken if it is whole JSON, and left for later if not.
 */
export async function* segmentsOf(
  path: string,
  from: number,
  bytesMax: number = SEGMENT_BYTES_MAX,
): AsyncGenerator<Segment> {
  const file = await open(path, 'r');
  try {
    for (let offset = from; ; ) {
      const read = await readAt(file, offset, bytesMax);
      const bytes = read.subarray(0, wholeLines(read, read.length === bytesMax));
      if (bytes.length === 0) return;
      yield { from: offset, to: offset + bytes.length, bytes };
      offset += bytes.length;
    }
  } finally {
    await file.close();
  }
}

function wholeLines(read: Buffer, goesOn: boolean): number {
  const end = read.lastIndexOf(NEWLINE) + 1;
  // A line that fills a whole segment is no record: the reader of records refuses it.
  if (goesOn) return end === 0 ? read.length : end;
  return parsed(read.subarray(end)) === undefined ? end : read.length;
}

async function readAt(file: FileHandle, from: number, bytesMax: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(bytesMax);
  let length = 0;
  while (length < bytesMax) {
    const { bytesRead } = await file.read(buffer, length, bytesMax - length, from + length);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  return buffer.subarray(0, length);
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
