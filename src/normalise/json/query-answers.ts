import { ipv4At } from '../ipv4-bytes.ts';
import {
  BRACE_CLOSE,
  BRACE_OPEN,
  BRACKET_CLOSE,
  BRACKET_OPEN,
  COMMA,
  NEED_MORE,
  QUOTE,
  SYNTAX,
  skipSpace,
  valueEnd,
} from '../json-bytes.ts';
import type { MemberCursor } from '../member-cursor.ts';
import { ANSWER_DATA, RECORD_KEYS } from '../record-head-names.ts';

/**
 * What a query was answered, found in its bytes: mostly addresses, which nobody need see as texts
 * to say that no list has them.
 */
export class QueryAnswers {
  /** Where each answer begins; only the first `count` are of the query in hand. */
  private readonly starts: number[] = [];
  private count = 0;
  /** Addresses among the answers; only the first `ipv4Count` are of the query in hand. */
  private readonly ipv4: number[] = [];
  private ipv4Count = 0;
  private bytes: Buffer = Buffer.alloc(0);
  private end = 0;

  constructor(private readonly cursor: MemberCursor) {}

  /** Some answers are no IPv4 addresses. */
  get hasOthers(): boolean {
    return this.count > this.ipv4Count;
  }

  someIpv4(isIt: (address: number) => boolean): boolean {
    for (let n = 0; n < this.ipv4Count; n += 1) if (isIt(this.ipv4[n] as number)) return true;
    return false;
  }

  texts(): string[] {
    return this.starts.slice(0, this.count).flatMap((from) => {
      this.cursor.readText(this.bytes, from, this.end);
      return this.cursor.text === '' ? [] : [this.cursor.text];
    });
  }

  clear(): void {
    this.count = 0;
    this.ipv4Count = 0;
  }

  /** Passes over the list of answers: the index behind it, or what is wrong with it. */
  read(bytes: Buffer, from: number, end: number): number {
    this.clear();
    this.bytes = bytes;
    this.end = end;
    if (bytes[from] !== BRACKET_OPEN) return valueEnd(bytes, from, end, this.cursor.depthMax);
    let index = skipSpace(bytes, from + 1, end);
    if (index < end && bytes[index] === BRACKET_CLOSE) return index + 1;
    for (;;) {
      if (index >= end) return NEED_MORE;
      index =
        bytes[index] === BRACE_OPEN
          ? this.readAnswer(bytes, index, end)
          : valueEnd(bytes, index, end, this.cursor.depthMax);
      if (index < 0) return index;
      index = skipSpace(bytes, index, end);
      if (index >= end) return NEED_MORE;
      if (bytes[index] === BRACKET_CLOSE) return index + 1;
      if (bytes[index] !== COMMA) return SYNTAX;
      index = skipSpace(bytes, index + 1, end);
    }
  }

  private readAnswer(bytes: Buffer, from: number, end: number): number {
    const { cursor } = this;
    let index = skipSpace(bytes, from + 1, end);
    if (index < end && bytes[index] === BRACE_CLOSE) return index + 1;
    for (;;) {
      if (index >= end) return NEED_MORE;
      index = cursor.readKey(RECORD_KEYS, bytes, index, end);
      if (index < 0) return index;
      const start = index;
      index = valueEnd(bytes, start, end, cursor.depthMax);
      if (index < 0) return index;
      if (cursor.key === ANSWER_DATA && bytes[start] === QUOTE) this.add(bytes, start, index);
      index = skipSpace(bytes, index, end);
      if (index >= end) return NEED_MORE;
      if (bytes[index] === BRACE_CLOSE) return index + 1;
      if (bytes[index] !== COMMA) return SYNTAX;
      index = skipSpace(bytes, index + 1, end);
    }
  }

  private add(bytes: Buffer, start: number, behind: number): void {
    this.starts[this.count] = start;
    this.count += 1;
    const address = ipv4At(bytes, start + 1, behind - 1);
    if (address < 0) return;
    this.ipv4[this.ipv4Count] = address;
    this.ipv4Count += 1;
  }
}
