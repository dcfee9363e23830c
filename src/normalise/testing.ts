import type { Event } from './event.ts';
import type { LogReader, Skipped } from './log-reader.ts';
import { type ReadCounts, readLog } from './read-log.ts';
import type { UnreadableProblem } from './unreadable.ts';

export interface ReadText {
  readonly events: Event[];
  readonly offsets: number[];
  readonly problems: UnreadableProblem[];
  readonly skipped: Skipped[];
  readonly counts: ReadCounts;
}

/** All that a log says, read as whoever wants everything reads it. */
export async function readText(
  chunks: string | Uint8Array | readonly Uint8Array[],
  options: Pick<LogReader, 'source' | 'interfaces'> = {},
): Promise<ReadText> {
  const events: Event[] = [];
  const offsets: number[] = [];
  const problems: UnreadableProblem[] = [];
  const skipped: Skipped[] = [];
  const bytes =
    typeof chunks === 'string'
      ? [Buffer.from(chunks)]
      : chunks instanceof Uint8Array
        ? [chunks]
        : chunks;
  const counts = await readLog(bytes, {
    ...options,
    wants: () => true,
    onEvent: (event, _bytes, offset) => {
      events.push(event);
      offsets.push(offset);
    },
    onUnreadable: (problem) => problems.push(problem),
    onSkipped: (what) => skipped.push(what),
  });
  return { events, offsets, problems, skipped, counts };
}
