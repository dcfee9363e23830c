import type { CloudTrailHead } from './event.ts';
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
  ACCESS_KEY,
  ACCOUNT,
  ADDRESS,
  AI_SOURCES,
  CATEGORY,
  DIGEST_START,
  ENDPOINT,
  HOLDERS,
  IDENTITY,
  ISSUER_TYPE,
  isBucket,
  isOfIdentity,
  isOfScope,
  NAME,
  PARAMETERS,
  PRINCIPAL,
  RECIPIENT,
  RECORD_KEYS,
  REGION,
  S3,
  SCOPE,
  SOURCE,
  TYPE,
  USER_AGENT,
} from './record-head-names.ts';

/** The object is no record but holds them: `position` is behind the `[` of its list of them. */
export const CONTAINER = -4;

/** What an object at the place of a record turned out to be. */
export type ObjectKind = 'record' | 'insight' | 'digest';

/**
 * Reads the head of one record in one pass over its bytes. Only members of the record itself and
 * of its `userIdentity` count: the same names inside `requestParameters` do not. As with
 * JSON.parse, the last of several members with one name wins.
 */
export class RecordHeadReader {
  /** Behind the object after `read` gave its end; behind the `[` after CONTAINER. */
  position = 0;
  kind: ObjectKind = 'record';

  private recipient = '';
  private region = '';
  private source = '';
  private name = '';
  private userAgent = '';
  private identityType = '';
  private identityAccount = '';
  private bucket = '';
  private address = '';
  private session = '';
  private accessKey = '';
  private issuedTo = '';
  private endpointAccount = '';
  private isData = false;
  private readonly cursor: MemberCursor;

  constructor(private readonly depthMax: number) {
    this.cursor = new MemberCursor(depthMax);
  }

  get head(): CloudTrailHead {
    const head: CloudTrailHead = {
      kind: 'cloudtrail',
      accountId: this.recipient || this.identityAccount,
      region: this.region,
      source: this.source,
      name: this.name,
      userAgent: this.userAgent,
      sourceAddress: this.address,
      identityType: this.identityType,
      sessionName: this.session,
      accessKeyId: this.accessKey,
      issuedTo: this.issuedTo,
    };
    const { endpointAccount } = this;
    if (endpointAccount !== '' && endpointAccount !== this.identityAccount) {
      return this.withFeature({ ...head, isThroughOthers: true });
    }
    return this.isData ? this.withFeature(head) : head;
  }

  private withFeature(head: CloudTrailHead): CloudTrailHead {
    if (!this.isData) return head;
    if (this.source === S3) return { ...head, dataBucket: this.bucket };
    return AI_SOURCES.has(this.source) ? { ...head, isAiData: true } : head;
  }

  /**
   * Passes over the object whose `{` is at `from`: the index behind it, NEED_MORE, SYNTAX,
   * TOO_DEEP, or, where `mayContain` allows it, CONTAINER.
   */
  read(bytes: Buffer, from: number, end: number, mayContain: boolean): number {
    this.recipient = this.region = this.source = this.name = '';
    this.userAgent = this.identityType = this.identityAccount = this.bucket = '';
    this.address = this.session = this.accessKey = this.issuedTo = this.endpointAccount = '';
    this.isData = false;
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
      index =
        name === NONE || name >= HOLDERS
          ? valueEnd(bytes, index, end, this.depthMax)
          : this.take(name, bytes, index, end);
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

  /** Keeps the value of a member that matters; the index behind it. */
  private take(name: number, bytes: Buffer, from: number, end: number): number {
    if (name === IDENTITY) return this.takeIdentity(bytes, from, end);
    if (name === PARAMETERS) return this.takeBucket(bytes, from, end);
    const index = this.cursor.readText(bytes, from, end);
    if (index < 0) return index;
    switch (name) {
      case RECIPIENT:
        this.recipient = this.cursor.text;
        break;
      case REGION:
        this.region = this.cursor.text;
        break;
      case SOURCE:
        this.source = this.cursor.text;
        break;
      case NAME:
        this.name = this.cursor.text;
        break;
      case USER_AGENT:
        this.userAgent = this.cursor.text;
        break;
      case ADDRESS:
        this.address = this.cursor.text;
        break;
      case ENDPOINT:
        this.endpointAccount = this.cursor.text;
        break;
      case CATEGORY:
        if (this.cursor.text === 'Insight') this.kind = 'insight';
        this.isData = this.cursor.text === 'Data';
        break;
      case DIGEST_START:
        this.kind = 'digest';
        break;
      default:
    }
    return index;
  }

  private takeIdentity(bytes: Buffer, from: number, end: number): number {
    this.identityType = this.identityAccount = this.session = this.accessKey = this.issuedTo = '';
    return this.takeMembers(bytes, from, end, isOfIdentity);
  }

  /** Of S3's records alone, whose source comes before: others need not be looked into. */
  private takeBucket(bytes: Buffer, from: number, end: number): number {
    this.bucket = '';
    if (this.source !== S3) return valueEnd(bytes, from, end, this.depthMax);
    return this.takeMembers(bytes, from, end, isBucket);
  }

  /** Keeps the texts of some members of an object; the index behind it. */
  private takeMembers(
    bytes: Buffer,
    from: number,
    end: number,
    isAsked: (name: number) => boolean,
  ): number {
    if (bytes[from] !== BRACE_OPEN) return valueEnd(bytes, from, end, this.depthMax);
    let index = skipSpace(bytes, from + 1, end);
    if (index < end && bytes[index] === BRACE_CLOSE) return index + 1;
    for (;;) {
      if (index >= end) return NEED_MORE;
      index = this.cursor.readKey(RECORD_KEYS, bytes, index, end);
      if (index < 0) return index;
      const name = this.cursor.key;
      if (!isAsked(name)) index = valueEnd(bytes, index, end, this.depthMax);
      else if (name === SCOPE) index = this.takeMembers(bytes, index, end, isOfScope);
      else {
        index = this.cursor.readText(bytes, index, end);
        this.keep(name);
      }
      if (index < 0) return index;
      index = skipSpace(bytes, index, end);
      if (index >= end) return NEED_MORE;
      if (bytes[index] === BRACE_CLOSE) return index + 1;
      if (bytes[index] !== COMMA) return SYNTAX;
      index = skipSpace(bytes, index + 1, end);
    }
  }

  private keep(name: number): void {
    if (name === TYPE) this.identityType = this.cursor.text;
    else if (name === ACCOUNT) this.identityAccount = this.cursor.text;
    else if (name === PRINCIPAL) this.session = sessionOf(this.cursor.text);
    else if (name === ACCESS_KEY) this.accessKey = this.cursor.text;
    else if (name === ISSUER_TYPE) this.issuedTo = this.cursor.text;
    else this.bucket = this.cursor.text;
  }
}

/** Behind the colon of a principal id. */
function sessionOf(principalId: string): string {
  const colon = principalId.indexOf(':');
  return colon < 0 ? '' : principalId.slice(colon + 1);
}
