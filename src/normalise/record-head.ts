import { domainOf } from './json/dns-record.ts';
import { QueryAnswers } from './json/query-answers.ts';
import {
  BRACE_CLOSE,
  BRACE_OPEN,
  BRACKET_OPEN,
  COMMA,
  NEED_MORE,
  QUOTE,
  SYNTAX,
  skipSpace,
  valueEnd,
} from './json-bytes.ts';
import { NONE } from './key-table.ts';
import { MemberCursor } from './member-cursor.ts';
import {
  ANSWERS,
  BUCKET,
  CATEGORY,
  DIGEST_START,
  HOLDERS,
  IDENTITY,
  INNER,
  ISSUER_TYPE,
  LOOKED_INTO,
  PARAMETERS,
  QUERY_NAME,
  RECORD_KEYS,
  SCOPE,
  TYPE,
} from './record-head-names.ts';

/** The object is no record but holds them: `position` is behind the `[` of its list of them. */
export const CONTAINER = -4;

/** What an object at the place of a record turned out to be. */
export type ObjectKind = 'record' | 'insight' | 'digest';

const ABSENT = -1;
const DOT = 0x2e;

/**
 * Finds the members of one record that matter, in one pass over its bytes; a text is made of one
 * when somebody asks for it. Only members of the record itself and of its `userIdentity` count: the
 * same names inside `requestParameters` do not. As with JSON.parse, the last of several members
 * with one name wins.
 */
export class RecordHeadReader {
  /** Behind the `[` after CONTAINER. */
  position = 0;
  kind: ObjectKind = 'record';
  readonly answers: QueryAnswers;

  private bytes: Buffer = Buffer.alloc(0);
  private end = 0;
  /** By number: where the value of the member begins. */
  private readonly at = new Int32Array(HOLDERS);
  /** By number: of which value the text was made. */
  private readonly textAt = new Int32Array(HOLDERS);
  private readonly texts: string[] = new Array<string>(HOLDERS).fill('');
  private readonly cursor: MemberCursor;

  constructor(private readonly depthMax: number) {
    this.cursor = new MemberCursor(depthMax);
    this.answers = new QueryAnswers(this.cursor);
  }

  /** A text of the record just read; empty where it lacks the member, or that is no text. */
  text(name: number): string {
    const from = this.at[name] as number;
    if (from === ABSENT) return '';
    if (this.textAt[name] !== from) {
      this.cursor.readText(this.bytes, from, this.end, name);
      this.texts[name] = this.cursor.text;
      this.textAt[name] = from;
    }
    return this.texts[name] as string;
  }

  /** The name that a query asks for; empty where the record is no query. */
  domain(): string {
    const from = this.at[QUERY_NAME] as number;
    if (from === ABSENT) return '';
    this.cursor.readText(this.bytes, from, this.end, QUERY_NAME, DOT);
    return domainOf(this.cursor.text);
  }

  /** Of its parameters, which are not looked into before. */
  bucketName(): string {
    const from = this.at[PARAMETERS] as number;
    this.at[BUCKET] = ABSENT;
    if (from !== ABSENT) this.takeMembers(this.bytes, from, this.end, BUCKET, BUCKET);
    return this.text(BUCKET);
  }

  /**
   * Passes over the object whose `{` is at `from`: the index behind it, NEED_MORE, SYNTAX,
   * TOO_DEEP, or, where `mayContain` allows it, CONTAINER.
   */
  read(bytes: Buffer, from: number, end: number, mayContain: boolean): number {
    this.bytes = bytes;
    this.end = end;
    this.at.fill(ABSENT);
    this.textAt.fill(ABSENT);
    this.answers.clear();
    this.kind = 'record';
    let index = skipSpace(bytes, from + 1, end);
    if (index < end && bytes[index] === BRACE_CLOSE) return index + 1;
    for (;;) {
      // One member: its key, the colon, its value, and the comma or brace behind.
      if (index >= end) return NEED_MORE;
      index = this.cursor.readKey(RECORD_KEYS, bytes, index, end);
      if (index < 0) return index;
      const name = this.cursor.key;
      if (name >= HOLDERS && mayContain && bytes[index] === BRACKET_OPEN) {
        this.position = index + 1;
        return CONTAINER;
      }
      if (name < LOOKED_INTO) {
        if (name !== NONE) this.at[name] = index;
        index = valueEnd(bytes, index, end, this.depthMax);
      } else index = this.lookInto(name, bytes, index, end);
      if (index < 0) return index;
      if (bytes[index] !== COMMA || index >= end) {
        index = skipSpace(bytes, index, end);
        if (index >= end) return NEED_MORE;
        if (bytes[index] === BRACE_CLOSE) return index + 1;
        if (bytes[index] !== COMMA) return SYNTAX;
      }
      index += 1;
      if (bytes[index] !== QUOTE) index = skipSpace(bytes, index, end);
    }
  }

  /** The index behind the value. */
  private lookInto(name: number, bytes: Buffer, from: number, end: number): number {
    if (name === IDENTITY) return this.takeMembers(bytes, from, end, TYPE, ISSUER_TYPE - 1);
    if (name === ANSWERS) return this.answers.read(bytes, from, end);
    if (name < INNER) this.at[name] = from;
    const index = valueEnd(bytes, from, end, this.depthMax);
    if (index < 0) return index;
    if (name === DIGEST_START) this.kind = 'digest';
    if (name === CATEGORY && this.text(CATEGORY) === 'Insight') this.kind = 'insight';
    return index;
  }

  /** Finds some members of an object, from `first` to `last`; the index behind it. */
  private takeMembers(
    bytes: Buffer,
    from: number,
    end: number,
    first: number,
    last: number,
  ): number {
    this.at.fill(ABSENT, first, last + 1);
    if (first <= SCOPE && last >= SCOPE) this.at[ISSUER_TYPE] = ABSENT;
    if (bytes[from] !== BRACE_OPEN) return valueEnd(bytes, from, end, this.depthMax);
    let index = skipSpace(bytes, from + 1, end);
    if (index < end && bytes[index] === BRACE_CLOSE) return index + 1;
    for (;;) {
      if (index >= end) return NEED_MORE;
      index = this.cursor.readKey(RECORD_KEYS, bytes, index, end);
      if (index < 0) return index;
      const name = this.cursor.key;
      const isAsked = name >= first && name <= last;
      if (isAsked) this.at[name] = index;
      index =
        isAsked && name === SCOPE
          ? this.takeMembers(bytes, index, end, ISSUER_TYPE, ISSUER_TYPE)
          : valueEnd(bytes, index, end, this.depthMax);
      if (index < 0) return index;
      index = skipSpace(bytes, index, end);
      if (index >= end) return NEED_MORE;
      if (bytes[index] === BRACE_CLOSE) return index + 1;
      if (bytes[index] !== COMMA) return SYNTAX;
      index = skipSpace(bytes, index + 1, end);
    }
  }
}
