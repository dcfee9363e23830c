import type { Event, Head } from './event.ts';
import type { LogReader, Outcome, ReadCounts, Skipped } from './log-reader.ts';
import type { UnreadableProblem, UnreadableReason } from './unreadable.ts';

/** Where readers of all forms put what they find: it counts, and tells whoever reads the log. */
export class LogSink {
  readonly counts: ReadCounts = { records: 0, events: 0, unreadable: 0, skipped: 0, bytes: 0 };
  /** A problem has ended the text. */
  isOver = false;

  constructor(readonly reader: LogReader) {}

  /** A record whose head is read; `make` says what event it is, or why it is none. */
  record(
    head: Head,
    bytes: number,
    offset: number,
    make: () => Event | UnreadableReason,
  ): Promise<void> | undefined {
    this.counts.records += 1;
    this.reader.onRecord?.(head);
    if (!this.reader.wants(head)) return undefined;
    const event = make();
    if (typeof event === 'string') return this.refuse(event, offset);
    this.counts.events += 1;
    return this.reader.onEvent(event, bytes, offset) ?? undefined;
  }

  /** A record that was made into whatever it is without asking whether anybody wants it. */
  take(outcome: Outcome, bytes: number, offset: number): Promise<void> | undefined {
    if (outcome.kind === 'skipped') return this.skip(outcome.what);
    if (outcome.kind === 'unreadable') return this.refuse(outcome.reason, offset);
    return this.record(outcome, bytes, offset, () => outcome);
  }

  skip(what: Skipped): undefined {
    this.counts.skipped += 1;
    this.reader.onSkipped?.(what);
  }

  /** One record, or one line. */
  refuse(reason: UnreadableReason, offset: number): undefined {
    this.problem({ reason, offset, endsFile: false });
  }

  problem(problem: UnreadableProblem): undefined {
    this.counts.unreadable += 1;
    this.isOver ||= problem.endsFile;
    this.reader.onUnreadable?.(problem);
  }
}
