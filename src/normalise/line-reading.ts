import { LINES_UNKNOWN_MAX, RECORD_BYTES_MAX } from '../limits.ts';
import { FlowRecord } from './flow/flow-record.ts';
import { NEWLINE, PADDING } from './json-bytes.ts';
import { LineFormats } from './line-formats.ts';
import type { Reading } from './log-reader.ts';
import type { LogSink } from './log-sink.ts';
import type { LogSource } from './log-source.ts';
import { giveBack, takeRegion, withRoom } from './scan-memory.ts';

/** Reads logs that are lines of text. A line that is too long is passed over, not kept. */
export class LineReading implements Reading {
  private readonly formats: LineFormats;
  private readonly source: LogSource;
  private region = takeRegion(PADDING);
  /** Of the region: where reading stands, and where the data ends. */
  private position = 0;
  private limit = 0;
  /** Offset of the region's first byte in the text. */
  private base = 0;
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
    const { position, limit } = this;
    this.region = withRoom(this.region, position, limit, piece.length + PADDING);
    this.base += position;
    this.position = 0;
    this.region.bytes.set(piece, limit - position);
    this.limit = limit - position + piece.length;
    return this.lines();
  }

  async finish(): Promise<void> {
    const { position, limit } = this;
    if (!this.isTooLong && limit > position && !this.isOver) {
      const rest = this.region.bytes.toString('utf8', position, limit);
      await this.line(rest, limit - position, this.base + position);
    }
    if (!this.isKnown && !this.isOver && this.unknownLines > 0) this.giveUp();
  }

  close(): void {
    giveBack(this.region);
  }

  /** All lines that are whole. */
  private lines(): Promise<void> | undefined {
    const { bytes } = this.region;
    const whole = this.limit === 0 ? 0 : bytes.lastIndexOf(NEWLINE, this.limit - 1) + 1;
    while (this.position < whole && !this.isOver) {
      this.flowLines(whole);
      if (this.waiting !== undefined) return this.waiting.then(() => this.lines());
      if (this.position >= whole || this.isOver) break;
      const from = this.position;
      const end = bytes.indexOf(NEWLINE, from);
      this.position = end + 1;
      const wasTooLong = this.isTooLong;
      this.isTooLong = false;
      if (wasTooLong) continue;
      const text = bytes.toString('utf8', from, end);
      const waiting = this.line(text, end - from, this.base + from);
      if (waiting !== undefined) return waiting.then(() => this.lines());
    }
    this.passTooLong();
  }

  /**
   * The lines of a flow log, as bytes and one behind the other, up to the first that is none, or
   * behind one that has to be waited for.
   */
  private flowLines(whole: number): void {
    const { sink, source } = this;
    this.waiting = undefined;
    const flow = sink.reader.onText || this.isTooLong ? undefined : this.formats.flow;
    if (flow === undefined) return;
    while (this.position < whole && !sink.isOver) {
      const from = this.position;
      flow.readLine(this.region, from);
      const found = flow.inHand(source);
      if (found === undefined) return;
      const offset = this.base + from;
      const bytes = flow.line.next - 1 - from;
      this.position = flow.line.next;
      this.waiting =
        found instanceof FlowRecord
          ? sink.record(found, bytes, offset, flow.makeEvent)
          : sink.take(found, bytes, offset);
      if (this.waiting !== undefined) return;
    }
  }

  /** What is left of a line that is too long already is let go of. */
  private passTooLong(): void {
    if (!this.isTooLong && this.limit - this.position > RECORD_BYTES_MAX) {
      this.isTooLong = true;
      this.sink.refuse('too-large', this.base + this.position);
    }
    if (this.isTooLong) this.position = this.limit;
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
