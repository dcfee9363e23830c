import {
  BACKSLASH,
  BRACE_CLOSE,
  BRACE_OPEN,
  BRACKET_OPEN,
  COLON,
  COMMA,
  NEED_MORE,
  QUOTE,
  SYNTAX,
  TOO_DEEP,
} from './codes.ts';

/** Bytes looked at by one instruction. */
const VECTOR = 16;
const BLOCK = 64;
/** Brackets and braces differ in this bit only. */
const CASE = 0x20;

/** Where `nestedEnd` stands: how many brackets are open, and what the last block ended in. */
let depth: i32 = 0;
let isInString: bool = false;
let isEscaped: bool = false;

export function skipSpace(from: i32, end: i32): i32 {
  let index = from;
  while (index < end && isSpace(load<u8>(index))) index += 1;
  return index;
}

function isSpace(byte: u8): bool {
  return byte <= 0x20 && (byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09);
}

/** The first quote or backslash from here on. There is one: what lies behind the data is quotes. */
export function quoteOrBackslash(from: i32): i32 {
  let index = from;
  while (true) {
    const bytes = v128.load(index);
    const isQuote = i8x16.eq(bytes, i8x16.splat(<i8>QUOTE));
    const isBackslash = i8x16.eq(bytes, i8x16.splat(<i8>BACKSLASH));
    const found = i8x16.bitmask(v128.or(isQuote, isBackslash));
    if (found !== 0) return index + ctz(found);
    index += VECTOR;
  }
}

/** From behind the opening quote to the index of the closing one, or NEED_MORE. */
export function stringEnd(from: i32, end: i32): i32 {
  let index = from;
  while (true) {
    index = quoteOrBackslash(index);
    if (index >= end) return NEED_MORE;
    if (load<u8>(index) === QUOTE) return index;
    index += 2;
    if (index > end) return NEED_MORE;
  }
}

/** From the first byte of any value to the index behind it. Nested ones are bracket-matched. */
export function valueEnd(from: i32, end: i32, depthMax: i32): i32 {
  const first = load<u8>(from);
  if (first === QUOTE) {
    const close = stringEnd(from + 1, end);
    return close < 0 ? close : close + 1;
  }
  if (first === BRACE_OPEN || first === BRACKET_OPEN) return nestedEnd(from, end, depthMax);
  let index = from;
  while (index < end && isScalar(load<u8>(index))) index += 1;
  if (index >= end) return NEED_MORE;
  return index === from ? SYNTAX : index;
}

function isScalar(byte: u8): bool {
  if (byte === COMMA || byte === QUOTE || byte === COLON || isSpace(byte)) return false;
  return (byte | CASE) !== BRACE_OPEN && (byte | CASE) !== BRACE_CLOSE;
}

/**
 * From an opening bracket to the index behind the one that closes it; or TOO_DEEP. Blocks that
 * cannot hold the end are counted, not walked through.
 */
function nestedEnd(from: i32, end: i32, depthMax: i32): i32 {
  depth = 0;
  isInString = false;
  isEscaped = false;
  for (let index = from; index < end; index += BLOCK) {
    const quotes = bitsOf(index, 0, QUOTE);
    const backslashes = bitsOf(index, 0, BACKSLASH);
    const escaped: u64 = backslashes === 0 && !isEscaped ? 0 : escapedBits(backslashes);
    const inString: u64 = upTo(quotes & ~escaped) ^ (isInString ? u64.MAX_VALUE : 0);
    if ((backslashes & ~inString) !== 0) {
      // No JSON: an escape counts in strings only, and this one stands outside.
      const found = bytewise(index, end, depthMax);
      if (found !== 0) return found;
      continue;
    }
    const opening = bitsOf(index, CASE, BRACE_OPEN) & ~inString;
    const closing = bitsOf(index, CASE, BRACE_CLOSE) & ~inString;
    const opened = <i32>popcnt(opening);
    const closed = <i32>popcnt(closing);
    if (closed < depth && depth + opened <= depthMax) depth += opened - closed;
    else {
      const found = bracketwise(index, end, depthMax, opening, closing);
      if (found !== 0) return found;
    }
    isInString = inString >> 63 !== 0;
    isEscaped = backslashes !== 0 && isLastEscaping(backslashes, escaped);
  }
  return NEED_MORE;
}

/** Which of the 64 bytes from `index` on are this one, the bits of `also` set in them. */
function bitsOf(index: i32, also: i32, byte: i32): u64 {
  const wanted = i8x16.splat(<i8>byte);
  const mask = i8x16.splat(<i8>also);
  const a = i8x16.bitmask(i8x16.eq(v128.or(v128.load(index), mask), wanted));
  const b = i8x16.bitmask(i8x16.eq(v128.or(v128.load(index, 16), mask), wanted));
  const c = i8x16.bitmask(i8x16.eq(v128.or(v128.load(index, 32), mask), wanted));
  const d = i8x16.bitmask(i8x16.eq(v128.or(v128.load(index, 48), mask), wanted));
  return <u64>(<u32>a | ((<u32>b) << 16)) | ((<u64>(<u32>c | ((<u32>d) << 16))) << 32);
}

/** Of each bit: is the number of bits set up to and with it odd? */
function upTo(bits: u64): u64 {
  let odd = bits;
  odd ^= odd << 1;
  odd ^= odd << 2;
  odd ^= odd << 4;
  odd ^= odd << 8;
  odd ^= odd << 16;
  odd ^= odd << 32;
  return odd;
}

/** The bytes of a block behind a backslash that is not itself behind one. */
function escapedBits(backslashes: u64): u64 {
  let escaped: u64 = isEscaped ? 1 : 0;
  let left = backslashes & ~escaped;
  while (left !== 0) {
    const behind = (left & (0 - left)) << 1;
    escaped |= behind;
    left &= left - 1;
    left &= ~behind;
  }
  return escaped;
}

function isLastEscaping(backslashes: u64, escaped: u64): bool {
  return (backslashes & ~escaped) >> 63 !== 0;
}

/** The same with every bracket of the block looked at; 0 where the block has no end. */
function bracketwise(index: i32, end: i32, depthMax: i32, opening: u64, closing: u64): i32 {
  let left = opening | closing;
  while (left !== 0) {
    const place = ctz(left);
    const at = index + <i32>place;
    if (at >= end) return NEED_MORE;
    left &= left - 1;
    if (((opening >> place) & 1) !== 0) {
      depth += 1;
      if (depth > depthMax) return TOO_DEEP;
    } else {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return 0;
}

/** The same byte by byte. */
function bytewise(index: i32, end: i32, depthMax: i32): i32 {
  const last = index + BLOCK < end ? index + BLOCK : end;
  for (let at = index; at < last; at += 1) {
    const byte = load<u8>(at);
    if (isEscaped) isEscaped = false;
    else if (isInString) {
      if (byte === QUOTE) isInString = false;
      else if (byte === BACKSLASH) isEscaped = true;
    } else if (byte === QUOTE) isInString = true;
    else if ((byte | CASE) === BRACE_OPEN) {
      depth += 1;
      if (depth > depthMax) return TOO_DEEP;
    } else if ((byte | CASE) === BRACE_CLOSE) {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return 0;
}
