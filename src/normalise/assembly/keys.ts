import { BACKSLASH, COLON, NEED_MORE, QUOTE, SYNTAX } from './codes.ts';
import { quoteOrBackslash, skipSpace, stringEnd } from './json-ends.ts';
import { NONE } from './members.ts';
import { KEY_BYTES, KEY_PLACES, KEYS_MAX } from './state.ts';
import { isSame } from './text-table.ts';

/** As `KeyTable` fills them: by place, the number of a name; by number, its bytes and length. */
export const keyPlaces = memory.data(KEY_PLACES);
export const keyNames = memory.data(KEYS_MAX * KEY_BYTES);
export const keyLengths = memory.data(KEYS_MAX);
let factor: i32 = 0;

/** The key that `readKey` has read, by its number; or NONE. */
export let key: i32 = NONE;

/** A key that was written with escapes, as it is meant. */
const spelt = memory.data(KEY_BYTES + 16);

export function setKeyFactor(value: i32): void {
  factor = value;
}

/** From the quote of a key to the first byte of its value. */
export function readKey(from: i32, end: i32): i32 {
  if (load<u8>(from) !== QUOTE) return SYNTAX;
  const start = from + 1;
  let close = quoteOrBackslash(start);
  if (close >= end) return NEED_MORE;
  if (load<u8>(close) === QUOTE) key = keyAt(start, close - start);
  else {
    close = stringEnd(close, end);
    if (close < 0) return close;
    const length = spell(start, close);
    key = length < 0 ? NONE : keyAt(<i32>spelt, length);
  }
  let index = close + 1;
  if (load<u8>(index) !== COLON) index = skipSpace(index, end);
  if (index >= end) return NEED_MORE;
  if (load<u8>(index) !== COLON) return SYNTAX;
  index = skipSpace(index + 1, end);
  return index >= end ? NEED_MORE : index;
}

function keyAt(start: i32, length: i32): i32 {
  if (length === 0 || length > KEY_BYTES) return NONE;
  const inside = <i32>load<u8>(start + ((3 * length) >> 2));
  const ends = <i32>load<u8>(start) + <i32>load<u8>(start + length - 1) * 5;
  const place = <u32>((length * 37 + ends + inside * 11) * factor) >> 24;
  const number = <i32>load<u8>(keyPlaces + place);
  if (number === NONE || <i32>load<u8>(keyLengths + number) !== length) return NONE;
  return isSame(<i32>keyNames + number * KEY_BYTES, start, length) ? number : NONE;
}

/** Writes into `spelt`; -1 for what is not ASCII, too long for any name, or wrongly escaped. */
function spell(start: i32, close: i32): i32 {
  let length = 0;
  for (let at = start; at < close; at += 1) {
    let code = <i32>load<u8>(at);
    if (code === BACKSLASH) {
      at += 1;
      const kind = load<u8>(at);
      if (kind === 0x75) {
        code = at + 4 < close ? hexAt(at + 1) : -1;
        at += 4;
      } else if (kind === QUOTE || kind === BACKSLASH || kind === 0x2f) code = kind;
      else code = -1;
    }
    if (code < 0 || code > 0x7f || length === KEY_BYTES) return -1;
    store<u8>(spelt + length, code);
    length += 1;
  }
  return length;
}

/** The number that four hexadecimal digits say, or -1. */
function hexAt(at: i32): i32 {
  let code = 0;
  for (let index = at; index < at + 4; index += 1) {
    const byte = <i32>load<u8>(index);
    const letter = byte | 0x20;
    if (byte >= 0x30 && byte <= 0x39) code = code * 16 + byte - 0x30;
    else if (letter >= 0x61 && letter <= 0x66) code = code * 16 + letter - 0x57;
    else return -1;
  }
  return code;
}
