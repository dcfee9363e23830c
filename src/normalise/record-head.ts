import { PLACES, POSITION, TEXTS } from './assembly/state.ts';
import { domainOf } from './json/dns-record.ts';
import { QueryAnswers } from './json/query-answers.ts';
import { decoded, stringEnd } from './json-bytes.ts';
import { BUCKET, CATEGORY, DIGEST_START, PARAMETERS, QUERY_NAME } from './record-head-names.ts';
import {
  ABSENT,
  compiled,
  type Region,
  state,
  TextsByNumber,
  textsByNumber,
} from './scan-memory.ts';

/** What an object at the place of a record turned out to be. */
export type ObjectKind = 'record' | 'insight' | 'digest';

/** By the numbers that the names of queries have. */
const domains = new TextsByNumber();

/**
 * Finds the members of one record that matter, in one pass over its bytes (`assembly/index.ts`); a
 * text is made of one when somebody asks for it. Only members of the record itself and of its
 * `userIdentity` count: the same names inside `requestParameters` do not. As with JSON.parse, the
 * last of several members with one name wins. What is found is there until any reader reads on.
 */
export class RecordHeadReader {
  /** Behind the `[` after CONTAINER. */
  position = 0;
  readonly answers = new QueryAnswers((address) => this.textAt(address));

  private region: Region = { start: 0, bytes: Buffer.alloc(0) };
  private end = 0;

  get kind(): ObjectKind {
    if (state[PLACES + DIGEST_START] !== ABSENT) return 'digest';
    return this.text(CATEGORY) === 'Insight' ? 'insight' : 'record';
  }

  /** A text of the record just read; empty where it lacks the member, or that is no text. */
  text(name: number): string {
    const address = state[PLACES + name] as number;
    if (address === ABSENT) return '';
    const number = state[TEXTS + name] as number;
    const known = textsByNumber.get(number);
    if (known !== undefined) return known;
    const text = this.textAt(address);
    textsByNumber.set(number, text);
    return text;
  }

  /** The name that a query asks for; empty where the record is no query. */
  domain(): string {
    if (state[PLACES + QUERY_NAME] === ABSENT) return '';
    const number = state[TEXTS + QUERY_NAME] as number;
    const known = domains.get(number);
    if (known !== undefined) return known;
    const domain = domainOf(this.textAt(state[PLACES + QUERY_NAME] as number));
    domains.set(number, domain);
    return domain;
  }

  /** Of its parameters, which are not looked into before. */
  bucketName(): string {
    const address = state[PLACES + PARAMETERS] as number;
    if (address === ABSENT) return '';
    compiled.readMembers(address, this.region.start + this.end, BUCKET, BUCKET);
    return this.text(BUCKET);
  }

  /**
   * Passes over the object whose `{` is at `from` in the region: the index behind it, NEED_MORE,
   * SYNTAX, TOO_DEEP, or, where `mayContain` allows it, CONTAINER.
   */
  read(region: Region, from: number, end: number, mayContain: boolean): number {
    const { start } = region;
    this.region = region;
    this.end = end;
    const behind = compiled.readRecord(start + from, start + end, mayContain ? 1 : 0);
    if (behind >= 0) return behind - start;
    this.position = (state[POSITION] as number) - start;
    return behind;
  }

  /** The string whose quote is at an address. */
  private textAt(address: number): string {
    const { start, bytes } = this.region;
    const from = address - start;
    const close = stringEnd(bytes, from + 1, this.end);
    if (close < 0) return '';
    const text = bytes.toString('utf8', from + 1, close);
    return text.includes('\\') ? decoded(bytes, from, close + 1) : text;
  }
}
