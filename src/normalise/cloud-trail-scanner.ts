import { RECORD_BYTES_MAX } from '../limits.ts';
import {
  BRACE_OPEN,
  BRACKET_CLOSE,
  BRACKET_OPEN,
  COMMA,
  CONTAINER,
  NEED_MORE,
  NEWLINE,
  PADDING,
  QUOTE,
  skipSpace,
  TOO_DEEP,
  ValueSkipper,
} from './json-bytes.ts';
import { opensLines } from './line-form.ts';
import { RecordHeadReader } from './record-head.ts';
import { giveBack, takeRegion, valueEnd, withRoom } from './scan-memory.ts';
import type { ScanStep } from './scan-step.ts';
import type { UnreadableProblem, UnreadableReason } from './unreadable.ts';

const ANY_DEPTH = 0x7fffffff;

/**
 * Finds CloudTrail records in bytes that come in pieces, and reads their heads, not parsing them.
 * Forms, told apart by content: `{"Records":[…]}` (the key in any place), an array, single records,
 * one record a line. In the last, a line that is not JSON costs that line; elsewhere, a record that
 * is wrong inside costs that record as long as its brackets match. What it answers does not depend
 * on where the pieces are cut. Feed it only after `more`, and close it.
 */
export class CloudTrailScanner {
  problem: UnreadableProblem = { reason: 'syntax', offset: 0, endsFile: true };

  readonly reader = new RecordHeadReader();
  private region = takeRegion(PADDING);
  /** Where reading stands; everything before is done with. */
  private position = 0;
  /** Where the data ends. */
  private limit = 0;
  /** Offset of the buffer's first byte in the text. */
  private base = 0;
  private finished = false;
  /** Data needed before the next try at an unfinished value: doubling keeps the work linear. */
  private retryBytes = 0;
  private place: 'start' | 'top' | 'array' | 'skip' | 'skip-line' | 'ended' = 'start';
  private inContainer = false;
  private needsComma = false;
  private skipper = new ValueSkipper(0);
  private afterSkip: 'top' | 'array' = 'top';
  private isLines: boolean | undefined;
  /** One record a line: the end of the line in hand; -1 between lines. */
  private lineEnd = -1;
  private recordStart = 0;

  /** Offset of the record that `next` has just found. */
  get recordOffset(): number {
    return this.base + this.recordStart;
  }

  /** Something stands around that record. */
  get isInside(): boolean {
    return this.place === 'array' && this.inContainer;
  }

  get recordBytes(): number {
    return this.position - this.recordStart;
  }

  /** That record's JSON text. */
  recordText(): string {
    return this.buffer.toString('utf8', this.recordStart, this.position);
  }

  /** Copies the bytes: the caller may reuse them. */
  feed(chunk: Uint8Array): void {
    const { position, limit } = this;
    this.region = withRoom(this.region, position, limit, chunk.length + PADDING);
    this.base += this.position;
    this.position = 0;
    this.buffer.set(chunk, limit - position);
    this.limit = limit - position + chunk.length;
    this.buffer.fill(QUOTE, this.limit, this.limit + PADDING);
  }

  close(): void {
    giveBack(this.region);
  }

  finish(): void {
    this.finished = true;
  }

  next(): ScanStep {
    for (;;) {
      const available = this.limit - this.position;
      if (available < this.retryBytes && !this.finished) return 'more';
      this.retryBytes = 0;
      const step = this.advance();
      if (step !== undefined) return step;
    }
  }

  private get buffer(): Buffer {
    return this.region.bytes;
  }

  private advance(): ScanStep | undefined {
    switch (this.place) {
      case 'start':
        return this.passByteOrderMark();
      case 'top':
        return this.passTop();
      case 'array':
        return this.passElement();
      case 'skip':
        return this.passSkipped();
      case 'skip-line':
        return this.passLine();
      case 'ended':
        this.position = this.limit;
        return this.finished ? 'end' : 'more';
    }
  }

  private passByteOrderMark(): ScanStep | undefined {
    const { buffer, limit } = this;
    if (limit < 3 && !this.finished) return 'more';
    if (limit >= 3 && buffer[0] === 0xef && buffer[1] === 0xbb && buffer[2] === 0xbf) {
      this.position = 3;
    }
    this.place = 'top';
  }

  /** Between top-level values. */
  private passTop(): ScanStep | undefined {
    this.position = skipSpace(this.buffer, this.position, this.limit);
    if (this.lineEnd >= 0 && this.position >= this.lineEnd) this.lineEnd = -1;
    if (this.position === this.limit) return this.finished ? 'end' : 'more';
    const first = this.buffer[this.position];
    if (this.isLines === undefined) {
      this.isLines = opensLines(this.buffer, this.position, this.limit, this.finished);
      if (this.isLines === undefined) return 'more';
    }
    if (this.isLines && this.lineEnd < 0) {
      const step = this.findLineEnd();
      if (step !== undefined) return step;
    }
    if (first === BRACE_OPEN) return this.passObject(true);
    if (first !== BRACKET_OPEN) return this.lose('syntax', this.position);
    this.enterArray(this.position + 1, false);
  }

  private findLineEnd(): ScanStep | undefined {
    const { limit } = this;
    const at = this.buffer.indexOf(NEWLINE, this.position);
    // Behind the limit lies what an earlier piece has left.
    const isWhole = at >= 0 && at < limit;
    const found = (isWhole ? at : limit) - this.position;
    if (found > RECORD_BYTES_MAX) {
      this.place = 'skip-line';
      return this.report('too-large', this.position, false);
    }
    if (!isWhole && !this.finished) return 'more';
    this.lineEnd = this.position + found;
  }

  private enterArray(position: number, inContainer: boolean): void {
    this.position = position;
    this.place = 'array';
    this.inContainer = inContainer;
    this.needsComma = false;
  }

  /** Between the elements of an array. */
  private passElement(): ScanStep | undefined {
    const end = this.end();
    this.position = skipSpace(this.buffer, this.position, end);
    if (this.position === end) {
      return this.canGrow() ? 'more' : this.lose('truncated', this.position);
    }
    const byte = this.buffer[this.position];
    if (byte === BRACKET_CLOSE) return this.leaveArray();
    if (this.needsComma) {
      if (byte !== COMMA) return this.lose('syntax', this.position);
      this.needsComma = false;
      this.position += 1;
      return undefined;
    }
    if (byte === BRACE_OPEN) return this.passObject(false);
    const from = this.position;
    const bound = this.bound(from);
    const after = valueEnd(this.region, from, bound, ANY_DEPTH);
    // Only brackets can be skipped over without keeping them: a text this large ends the file.
    const isNested = byte === BRACKET_OPEN;
    if (after === NEED_MORE && (isNested || bound === end)) return this.wait(from, bound);
    if (after < 0) return this.lose('syntax', from);
    this.endValue(after);
    return this.report('not-an-object', from, false);
  }

  private leaveArray(): undefined {
    this.position += 1;
    this.place = this.inContainer ? 'skip' : 'top';
    // Behind `Records` only the rest of its object is left, whose brace is still open.
    this.skipper = new ValueSkipper(1);
    this.afterSkip = 'top';
  }

  private passObject(mayContain: boolean): ScanStep | undefined {
    const from = this.position;
    const bound = this.bound(from);
    const after = this.reader.read(this.region, from, bound, mayContain);
    if (after === NEED_MORE) return this.wait(from, bound);
    this.recordStart = from;
    if (after === CONTAINER) {
      this.enterArray(this.reader.position, true);
      return 'container';
    }
    if (after < 0) return this.passBroken(from, bound, after);
    this.endValue(after);
    return this.reader.kind === 'record' ? 'record' : 'skipped';
  }

  /** A record that is wrong inside: its brackets may still say where it ends. */
  private passBroken(from: number, bound: number, code: number): ScanStep | undefined {
    const after = valueEnd(this.region, from, bound, ANY_DEPTH);
    if (after < 0) return this.wait(from, bound);
    this.endValue(after);
    return this.report(code === TOO_DEEP ? 'too-deep' : 'invalid-json', from, false);
  }

  private endValue(after: number): void {
    this.position = after;
    this.needsComma = true;
  }

  /** The value at `from` does not end before `bound`: wait for more, or give it up. */
  private wait(from: number, bound: number): ScanStep {
    if (bound < this.end()) {
      this.afterSkip = this.place === 'array' ? 'array' : 'top';
      this.place = 'skip';
      this.skipper = new ValueSkipper(0);
      this.needsComma = true;
      return this.report('too-large', from, false);
    }
    if (!this.canGrow()) return this.lose('truncated', from);
    this.retryBytes = 2 * (this.limit - from);
    return 'more';
  }

  private passSkipped(): ScanStep | undefined {
    const end = this.end();
    const after = this.skipper.skip(this.buffer, this.position, end);
    this.position = after === NEED_MORE ? end : after;
    if (after !== NEED_MORE) this.place = this.afterSkip;
    else return this.canGrow() ? 'more' : this.lose('truncated', this.position);
  }

  private passLine(): ScanStep | undefined {
    const length = this.buffer.subarray(this.position, this.limit).indexOf(NEWLINE);
    this.position = length < 0 ? this.limit : this.position + length;
    if (length >= 0 || this.finished) this.place = 'top';
    else return 'more';
  }

  /** Where the data in hand ends: the line's end where each line stands for itself. */
  private end(): number {
    return this.lineEnd >= 0 ? this.lineEnd : this.limit;
  }

  private bound(from: number): number {
    return Math.min(this.end(), from + RECORD_BYTES_MAX);
  }

  private canGrow(): boolean {
    return !this.finished && this.lineEnd < 0;
  }

  /** The structure is lost: of this line where lines stand for themselves, else of the rest. */
  private lose(reason: UnreadableReason, at: number): ScanStep {
    if (this.lineEnd >= 0) {
      this.position = this.lineEnd;
      this.place = 'top';
      return this.report('invalid-json', at, false);
    }
    this.place = 'ended';
    return this.report(reason, at, true);
  }

  private report(reason: UnreadableReason, at: number, endsFile: boolean): ScanStep {
    this.problem = { reason, offset: this.base + at, endsFile };
    return 'problem';
  }
}
