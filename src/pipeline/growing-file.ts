import { type FileHandle, open } from 'node:fs/promises';
import { FIRST_LINE_BYTES_MAX, SEGMENT_BYTES_MAX } from '../limits.ts';
import { isFlowHeader } from '../normalise/flow/flow-fields.ts';

const NEWLINE = 0x0a;

/** Whole lines of a file that may still grow, with where they begin and end. */
export interface Segment {
  readonly from: number;
  readonly to: number;
  readonly bytes: Uint8Array;
}

/** How a file of lines begins. */
export interface Opening {
  /** Its first line, with the second where the first is a header: tells it from other files. */
  readonly start: Buffer;
  /** The line that says what stands in all others, with its end. */
  readonly header: Buffer | undefined;
}

/**
 * The beginning of a file that holds one record a line, so that more may follow. Undefined for a
 * file of any other form, which is read whole: compressed, or JSON whose first line is not an
 * object by itself, or is one that holds `Records`.
 */
export async function openingOf(path: string): Promise<Opening | undefined> {
  const file = await open(path, 'r');
  try {
    const start = await readAt(file, 0, FIRST_LINE_BYTES_MAX);
    const end = start.indexOf(NEWLINE);
    if (end < 0) return undefined;
    const line = start.subarray(0, end);
    if (!isRecordLine(line)) return undefined;
    if (!isFlowHeader(line.toString('utf8').trimEnd().split(' ', 100))) {
      return { start: line, header: undefined };
    }
    const second = start.indexOf(NEWLINE, end + 1);
    return {
      start: start.subarray(0, second < 0 ? end : second),
      header: start.subarray(0, end + 1),
    };
  } finally {
    await file.close();
  }
}

/** Gzip, Parquet and UTF-16 have some right at the beginning; tabs and ends of lines are text. */
function isControl(byte: number): boolean {
  return byte < 9 || (byte > 13 && byte < 32);
}

function isRecordLine(line: Buffer): boolean {
  const text = line.toString('latin1');
  if (text.trim() === '' || line.some(isControl)) return false;
  if (!/^\s*[{[]/.test(text)) return true;
  const value = parsed(line);
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject && !('Records' in value);
}

/**
 * The whole lines from an offset on, in pieces of bounded size. A last line without its newline is
 * taken if it is whole JSON, or if nobody writes to the file any more, and left for later if not.
 */
export async function* segmentsOf(
  path: string,
  from: number,
  isDone = false,
  bytesMax: number = SEGMENT_BYTES_MAX,
): AsyncGenerator<Segment> {
  const file = await open(path, 'r');
  try {
    for (let offset = from; ; ) {
      const read = await readAt(file, offset, bytesMax);
      const bytes = read.subarray(0, wholeLines(read, read.length === bytesMax, isDone));
      if (bytes.length === 0) return;
      yield { from: offset, to: offset + bytes.length, bytes };
      offset += bytes.length;
    }
  } finally {
    await file.close();
  }
}

function wholeLines(read: Buffer, goesOn: boolean, isDone: boolean): number {
  const end = read.lastIndexOf(NEWLINE) + 1;
  // A line that fills a whole segment is no record: the reader of records refuses it.
  if (goesOn) return end === 0 ? read.length : end;
  return isDone || parsed(read.subarray(end)) !== undefined ? read.length : end;
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
