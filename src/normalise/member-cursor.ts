import {
  BACKSLASH,
  COLON,
  decoded,
  NEED_MORE,
  QUOTE,
  SYNTAX,
  skipSpace,
  stringEnd,
  valueEnd,
} from './json-bytes.ts';
import { type KeyTable, NONE } from './key-table.ts';
import { TextInterner } from './text-interner.ts';

/** One for all files: they name much the same, and a table for each small file would cost more. */
const interner = new TextInterner();

/** Reads keys and texts of objects, as bytes. Indices are answered as `json-bytes.ts` does. */
export class MemberCursor {
  /** The key that `readKey` has read, by its number in the table; or NONE. */
  key = NONE;
  /** What `readText` has read. */
  text = '';

  constructor(readonly depthMax: number) {}

  /** From the quote of a key to the first byte of its value. */
  readKey(keys: KeyTable, bytes: Buffer, from: number, end: number): number {
    if (bytes[from] !== QUOTE) return SYNTAX;
    const start = from + 1;
    let close = start;
    let byte = bytes[close] as number;
    while (byte !== QUOTE && byte !== BACKSLASH) {
      close += 1;
      byte = bytes[close] as number;
    }
    if (close >= end) return NEED_MORE;
    if (byte === QUOTE) this.key = keys.at(bytes, start, close);
    else {
      close = stringEnd(bytes, close, end);
      if (close < 0) return close;
      const key = Buffer.from(decoded(bytes, from, close + 1));
      this.key = keys.at(key, 0, key.length);
    }
    let index = close + 1;
    if (bytes[index] !== COLON) index = skipSpace(bytes, index, end);
    if (index >= end) return NEED_MORE;
    if (bytes[index] !== COLON) return SYNTAX;
    index = skipSpace(bytes, index + 1, end);
    return index >= end ? NEED_MORE : index;
  }

  /** The value into `text` if it is a string, else empty text; the index behind it. */
  readText(bytes: Buffer, from: number, end: number): number {
    this.text = '';
    if (bytes[from] !== QUOTE) return valueEnd(bytes, from, end, this.depthMax);
    const start = from + 1;
    let index = start;
    let byte = bytes[index] as number;
    while (byte !== QUOTE && byte !== BACKSLASH) {
      index += 1;
      byte = bytes[index] as number;
    }
    if (index >= end) return NEED_MORE;
    if (byte === QUOTE) {
      this.text = interner.take(bytes, start, index, 0);
      return index + 1;
    }
    const close = stringEnd(bytes, index, end);
    if (close < 0) return close;
    this.text = decoded(bytes, from, close + 1);
    return close + 1;
  }
}
