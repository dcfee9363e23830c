import { BRACE_OPEN, BRACKET_OPEN, skipSpace } from './json-bytes.ts';
import { JsonReading } from './json-reading.ts';
import { LineReading } from './line-reading.ts';
import type { Reading } from './log-reader.ts';
import type { LogSink } from './log-sink.ts';

/** Nobody writes more white space before JSON; holding more of it would cost its square in time. */
const SPACE_BYTES_MAX = 64 * 1024;

/** Of UTF-8 whose first byte is at `from`: JSON, or lines. Undefined where too little has come. */
export function textReading(start: Uint8Array, from: number, sink: LogSink): Reading | undefined {
  const first = start[skipSpace(start, from, start.length)];
  if (first === undefined && start.length - from < SPACE_BYTES_MAX) return undefined;
  return first === BRACE_OPEN || first === BRACKET_OPEN
    ? new JsonReading(sink)
    : new LineReading(sink);
}
