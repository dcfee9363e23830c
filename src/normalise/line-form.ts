import { RECORD_BYTES_MAX } from '../limits.ts';
import { BRACE_OPEN, NEWLINE, skipSpace } from './json-bytes.ts';

const RECORDS_KEY = Buffer.from('"Records"');
/** A line that ends with one of these is not whole: the next belongs to the same value. */
const GOES_ON = new Set(Buffer.from('[{,:'));

/**
 * Does each line stand for itself? `from` is the first byte of the first value. Yes if a line that
 * begins with `{` is followed by another that does, and does not itself end in the middle.
 * Undefined while too little has been read to say.
 */
export function opensLines(
  bytes: Buffer,
  from: number,
  limit: number,
  isWhole: boolean,
): boolean | undefined {
  if (bytes[from] !== BRACE_OPEN) return false;
  const inside = skipSpace(bytes, from + 1, limit);
  if (bytes.subarray(inside, Math.min(limit, inside + RECORDS_KEY.length)).equals(RECORDS_KEY)) {
    return false;
  }
  const length = bytes.subarray(from, limit).indexOf(NEWLINE);
  if (length < 0 ? limit - from > RECORD_BYTES_MAX : length > RECORD_BYTES_MAX) return false;
  if (length < 0) return isWhole ? false : undefined;
  const next = skipSpace(bytes, from + length, limit);
  if (next - from > 2 * RECORD_BYTES_MAX) return false;
  if (next === limit) return isWhole ? false : undefined;
  return bytes[next] === BRACE_OPEN && !GOES_ON.has(lastOf(bytes, from, from + length));
}

/** The last byte before `end` that is no white space. */
function lastOf(bytes: Buffer, from: number, end: number): number {
  let index = end - 1;
  while (index > from && skipSpace(bytes, index, index + 1) > index) index -= 1;
  return bytes[index] as number;
}
