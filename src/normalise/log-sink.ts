import type { Event, Head } from './event.ts';
import type { LogReader, Outcome, ReadCounts, Skipped } from './log-reader.ts';
import type { UnreadableProblem, UnreadableReason } from './unreadable.ts';

/** Where readers of all forms put what they find: it counts, and tells whoever reads the log. */
export class LogSink {
  readonly counts: ReadCounts = { records: 0, events: 0, unreadable: 0, skipped: 0, bytes: 0 };
  /** A problem has ended the text. */
  isOver = false;
  /** The text of the record in hand, for a reader that asks for texts. */
  text: (() => string) | undefined;

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
    const { text } = this;
    if (text === undefined && !this.reader.wants(head)) return undefined;
    const event = make();
    if (typeof event === 'string') return this.refuse(event, offset);
    if (text !== undefined) return this.tell(text);
    this.counts.events += 1;
    return this.reader.onEvent(event, bytes, offset) ?? undefined;
  }

  /** A record that was made into whatever it is without asking whether anybody wants it. */
  take(outcome: Outcome, bytes: number, offset: number): Promise<void> | undefined {
    if (outcome.kind === 'skipped') return this.skip(outcome.what);
    if (outcome.kind === 'unreadable') return this.refuse(outcome.reason, offset);
    return this.record(outcome, bytes, offset, () => outcome);
  }

  /** Once, however many records the text holds. */
  private tell(text: () => string): Promise<void> | undefined {
    this.text = undefined;
    return this.reader.onText?.(text(), false) ?? undefined;
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
