import type { Event, Head } from './event.ts';
import type { LogSource } from './log-source.ts';
import { type ReadCounts, readCloudTrail } from './read-cloud-trail.ts';
import type { UnreadableProblem } from './unreadable.ts';

/** Whoever reads a log, of whatever format. */
export interface LogReader {
  /** Is the record worth an event? Called once for each record, before it is made. */
  wants(head: Head): boolean;
  /** `bytes`: length of the record's text. */
  onEvent(event: Event, bytes: number): void | Promise<void>;
  /** Every record, wanted or not, before `wants`. */
  onRecord?(head: Head): void;
  onUnreadable?(problem: UnreadableProblem): void;
  /** Text that one gzip body may inflate to; `INFLATED_BYTES_MAX` where it is left out. */
  readonly inflatedBytesMax?: number;
  /** What whoever hands the log over knows of it. */
  readonly source?: LogSource;
}

/** Reads one log. What is wrong with the bytes goes to `onUnreadable`. */
export function readLog(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  reader: LogReader,
): Promise<ReadCounts> {
  return readCloudTrail(chunks, reader);
}
