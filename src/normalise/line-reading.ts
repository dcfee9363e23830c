import { LINES_UNKNOWN_MAX, RECORD_BYTES_MAX } from '../limits.ts';
import { FlowRecord } from './flow/flow-record.ts';
import { NEWLINE } from './json-bytes.ts';
import { LineFormats } from './line-formats.ts';
import type { Reading } from './log-reader.ts';
import type { LogSink } from './log-sink.ts';
import type { LogSource } from './log-source.ts';

/** Reads logs that are lines of text. A line that is too long is passed over, not kept. */
export class LineReading implements Reading {
  private readonly formats: LineFormats;
  private readonly source: LogSource;
  private rest: Buffer = Buffer.alloc(0);
  /** Offset of the rest in the text. */
  private offset = 0;
  private isTooLong = false;
  private isKnown = false;
  private unknownLines = 0;
  private waiting: Promise<void> | undefined;

  constructor(private readonly sink: LogSink) {
    this.formats = new LineFormats(sink.reader.interfaces);
    this.source = sink.reader.source ?? {};
  }

  get isOver(): boolean {
    return this.sink.isOver;
  }

  feed(piece: Uint8Array): Promise<void> | undefined {
    const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.length);
    if (this.rest.length === 0) return this.lines(bytes, 0);
    // Only the line that was cut is put together: what follows it need not be copied.
    const end = bytes.indexOf(NEWLINE) + 1;
    if (end === 0) return this.lines(Buffer.concat([this.rest, bytes]), 0);
    const cut = this.lines(Buffer.concat([this.rest, bytes.subarray(0, end)]), 0);
    const others = () => this.lines(bytes.subarray(end), 0);
    return cut === undefined ? others() : cut.then(others);
  }

  async finish(): Promise<void> {
    if (!this.isTooLong && this.rest.length > 0 && !this.isOver) {
      await this.line(this.rest.toString('utf8'), this.rest.length, this.offset);
    }
    if (!this.isKnown && !this.isOver && this.unknownLines > 0) this.giveUp();
  }

  private lines(text: Buffer, start: number): Promise<void> | undefined {
    let from = start;
    for (;;) {
      from = this.flowLines(text, from);
      if (this.waiting !== undefined) return this.waiting.then(() => this.lines(text, from));
      const end = this.isOver ? -1 : text.indexOf(NEWLINE, from);
      if (end < 0) break;
      const at = this.offset + from;
      const next = end + 1;
      const wasTooLong = this.isTooLong;
      this.isTooLong = false;
      if (!wasTooLong) {
        const waiting = this.line(text.toString('utf8', from, end), end - from, at);
        if (waiting !== undefined) return waiting.then(() => this.lines(text, next));
      }
      from = next;
    }
    this.keep(text, from);
  }

  /**
   * The lines of a flow log, as bytes and one behind the other; where the first begins that is
   * none, or that is not whole, or behind one that has to be waited for.
   */
  private flowLines(text: Buffer, start: number): number {
    const { sink, source } = this;
    const flow = sink.reader.onText || this.isTooLong ? undefined : this.formats.flow;
    this.waiting = undefined;
    let from = start;
    if (flow === undefined) return from;
    const end = text.lastIndexOf(NEWLINE) + 1;
    while (from < end && !sink.isOver) {
      flow.readLine(text, from);
      const found = flow.inHand(source);
      if (found === undefined) break;
      const offset = this.offset + from;
      const bytes = flow.line.next - 1 - from;
      from = flow.line.next;
      this.waiting =
        found instanceof FlowRecord
          ? sink.record(found, bytes, offset, flow.makeEvent)
          : sink.take(found, bytes, offset);
      if (this.waiting !== undefined) break;
    }
    return from;
  }

  private keep(text: Buffer, from: number): void {
    this.offset += from;
    const length = text.length - from;
    if (!this.isTooLong && length > RECORD_BYTES_MAX) {
      this.isTooLong = true;
      this.sink.refuse('too-large', this.offset);
    }
    if (this.isTooLong) {
      this.offset += length;
      this.rest = Buffer.alloc(0);
    } else this.rest = Buffer.from(text.subarray(from));
  }

  private line(raw: string, bytes: number, offset: number): Promise<void> | undefined {
    const line = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
    if (line.trim() === '') return undefined;
    const outcomes = this.formats.read(line.replace(/^\uFEFF/, ''), this.source);
    if (outcomes === undefined) return this.unknown(offset);
    this.isKnown = true;
    const { onText } = this.sink.reader;
    if (onText !== undefined) this.sink.text = () => line;
    let waiting: Promise<void> | undefined;
    if (outcomes.length === 0) waiting = onText?.call(this.sink.reader, line, true) ?? undefined;
    for (const outcome of outcomes) {
      const take = () => this.sink.take(outcome, bytes, offset);
      waiting = waiting === undefined ? take() : waiting.then(take);
    }
    return waiting;
  }

  /** Before the format is known, lines may be of another kind; but not all of them. */
  private unknown(offset: number): undefined {
    if (this.isKnown) return this.sink.refuse('unknown-line', offset);
    this.unknownLines += 1;
    if (this.unknownLines >= LINES_UNKNOWN_MAX) this.giveUp();
  }

  private giveUp(): void {
    this.sink.problem({ reason: 'unknown-format', offset: 0, endsFile: true });
  }
}
