import type { CloudTrailHead } from './event.ts';
import {
  BACKSLASH,
  BRACE_CLOSE,
  BRACE_OPEN,
  BRACKET_OPEN,
  COLON,
  COMMA,
  decoded,
  NEED_MORE,
  QUOTE,
  SYNTAX,
  skipSpace,
  stringEnd,
  valueEnd,
} from './json-bytes.ts';
import { NONE } from './key-table.ts';
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
import { HASH_PRIME, HASH_SEED, TextInterner } from './text-interner.ts';

/** The object is no record but holds them: `position` is behind the `[` of its list of them. */
export const CONTAINER = -4;

/** What an object at the place of a record turned out to be. */
export type ObjectKind = 'record' | 'insight' | 'digest';

/** One for all files: they name much the same, and a table for each small file would cost more. */
const interner = new TextInterner();

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
  private text = '';
  private key = NONE;

  constructor(private readonly depthMax: number) {}

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
      index = this.readKey(bytes, index, end);
      if (index < 0) return index;
      const name = this.key;
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

  /** From the quote of a key to the first byte of its value; `key` says which key it is. */
  private readKey(bytes: Buffer, from: number, end: number): number {
    if (bytes[from] !== QUOTE) return SYNTAX;
    const start = from + 1;
    let close = start;
    let byte = bytes[close] as number;
    while (byte !== QUOTE && byte !== BACKSLASH) {
      close += 1;
      byte = bytes[close] as number;
    }
    if (close >= end) return NEED_MORE;
    if (byte === QUOTE) this.key = RECORD_KEYS.at(bytes, start, close);
    else {
      close = stringEnd(bytes, close, end);
      if (close < 0) return close;
      const key = Buffer.from(decoded(bytes, from, close + 1));
      this.key = RECORD_KEYS.at(key, 0, key.length);
    }
    let index = close + 1;
    if (bytes[index] !== COLON) index = skipSpace(bytes, index, end);
    if (index >= end) return NEED_MORE;
    if (bytes[index] !== COLON) return SYNTAX;
    index = skipSpace(bytes, index + 1, end);
    return index >= end ? NEED_MORE : index;
  }

  /** Keeps the value of a member that matters; the index behind it. */
  private take(name: number, bytes: Buffer, from: number, end: number): number {
    if (name === IDENTITY) return this.takeIdentity(bytes, from, end);
    if (name === PARAMETERS) return this.takeBucket(bytes, from, end);
    const index = this.takeText(bytes, from, end);
    if (index < 0) return index;
    switch (name) {
      case RECIPIENT:
        this.recipient = this.text;
        break;
      case REGION:
        this.region = this.text;
        break;
      case SOURCE:
        this.source = this.text;
        break;
      case NAME:
        this.name = this.text;
        break;
      case USER_AGENT:
        this.userAgent = this.text;
        break;
      case ADDRESS:
        this.address = this.text;
        break;
      case ENDPOINT:
        this.endpointAccount = this.text;
        break;
      case CATEGORY:
        if (this.text === 'Insight') this.kind = 'insight';
        this.isData = this.text === 'Data';
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
      index = this.readKey(bytes, index, end);
      if (index < 0) return index;
      const name = this.key;
      if (!isAsked(name)) index = valueEnd(bytes, index, end, this.depthMax);
      else if (name === SCOPE) index = this.takeMembers(bytes, index, end, isOfScope);
      else {
        index = this.takeText(bytes, index, end);
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
    if (name === TYPE) this.identityType = this.text;
    else if (name === ACCOUNT) this.identityAccount = this.text;
    else if (name === PRINCIPAL) this.session = sessionOf(this.text);
    else if (name === ACCESS_KEY) this.accessKey = this.text;
    else if (name === ISSUER_TYPE) this.issuedTo = this.text;
    else this.bucket = this.text;
  }

  /** The value into `text` if it is a string, else empty text; the index behind it. */
  private takeText(bytes: Buffer, from: number, end: number): number {
    this.text = '';
    if (bytes[from] !== QUOTE) return valueEnd(bytes, from, end, this.depthMax);
    const start = from + 1;
    let index = start;
    let byte = bytes[index] as number;
    let hash = HASH_SEED;
    while (byte !== QUOTE && byte !== BACKSLASH) {
      hash = Math.imul(hash ^ byte, HASH_PRIME);
      index += 1;
      byte = bytes[index] as number;
    }
    if (index >= end) return NEED_MORE;
    if (byte === QUOTE) {
      this.text = interner.take(bytes, start, index, hash);
      return index + 1;
    }
    const close = stringEnd(bytes, index, end);
    if (close < 0) return close;
    this.text = decoded(bytes, from, close + 1);
    return close + 1;
  }
}

/** Behind the colon of a principal id. */
function sessionOf(principalId: string): string {
  const colon = principalId.indexOf(':');
  return colon < 0 ? '' : principalId.slice(colon + 1);
}
