import {
  BACKSLASH,
  BRACE_CLOSE,
  BRACE_OPEN,
  BRACKET_CLOSE,
  BRACKET_OPEN,
  COLON,
  COMMA,
  NEED_MORE,
  QUOTE,
  SYNTAX,
  TOO_DEEP,
} from './assembly/codes.ts';

export * from './assembly/codes.ts';

/**
 * Finds where JSON values end, on bytes, without recursion: nesting costs a counter, not stack.
 * Every function takes the index to begin at and the index to stop before, and gives back the index
 * behind what it passed, or one of the two negative answers. Buffers must carry `PADDING` further
 * bytes of `QUOTE` behind their data, so that the inner loops need no check of their own.
 */
/** As far as a block of bytes that are looked at together may reach behind the data. */
export const PADDING = 80;

const PLAIN = 0;
const SPACE = 1;
const STRUCTURE = 2;

/** What ends a run inside nested values: quotes and brackets. */
const nestedClass = new Uint8Array(256);
for (const byte of [QUOTE, BRACE_OPEN, BRACE_CLOSE, BRACKET_OPEN, BRACKET_CLOSE]) {
  nestedClass[byte] = STRUCTURE;
}

/** What ends a number or literal. */
const scalarClass = new Uint8Array(256);
for (const byte of [0x20, 0x09, 0x0a, 0x0d]) scalarClass[byte] = SPACE;
for (const byte of [QUOTE, BRACE_OPEN, BRACE_CLOSE, BRACKET_OPEN, BRACKET_CLOSE, COMMA, COLON]) {
  scalarClass[byte] = STRUCTURE;
}

/** The index of the first byte that is no white space, or `end`. */
export function skipSpace(bytes: Uint8Array, from: number, end: number): number {
  let index = from;
  while (index < end && scalarClass[bytes[index] as number] === SPACE) index += 1;
  return index;
}

/** From behind the opening quote to the index of the closing one. */
export function stringEnd(bytes: Uint8Array, from: number, end: number): number {
  let index = from;
  for (;;) {
    let byte = bytes[index] as number;
    while (byte !== QUOTE && byte !== BACKSLASH) {
      index += 1;
      byte = bytes[index] as number;
    }
    if (index >= end) return NEED_MORE;
    if (byte === QUOTE) return index;
    index += 2;
    if (index > end) return NEED_MORE;
  }
}

/** A JSON string literal, quotes included, as text; empty where its escapes are wrong. */
export function decoded(bytes: Buffer, from: number, end: number): string {
  try {
    return String(JSON.parse(bytes.toString('utf8', from, end)));
  } catch {
    return '';
  }
}

/** From the first byte of any value to the index behind it. Nested ones are bracket-matched. */
export function valueEnd(bytes: Uint8Array, from: number, end: number, depthMax: number): number {
  const first = bytes[from] as number;
  if (first === QUOTE) {
    const close = stringEnd(bytes, from + 1, end);
    return close < 0 ? close : close + 1;
  }
  if (first === BRACE_OPEN || first === BRACKET_OPEN) return nestedEnd(bytes, from, end, depthMax);
  let index = from;
  while (index < end && scalarClass[bytes[index] as number] === PLAIN) index += 1;
  if (index === end) return NEED_MORE;
  return index === from ? SYNTAX : index;
}

/** From an opening bracket to the index behind the one that closes it; or TOO_DEEP. */
export function nestedEnd(bytes: Uint8Array, from: number, end: number, depthMax: number): number {
  let index = from;
  let depth = 0;
  for (;;) {
    while (nestedClass[bytes[index] as number] === PLAIN) index += 1;
    if (index >= end) return NEED_MORE;
    const byte = bytes[index] as number;
    index += 1;
    if (byte === QUOTE) {
      const close = stringEnd(bytes, index, end);
      if (close < 0) return NEED_MORE;
      index = close + 1;
    } else if (byte === BRACE_OPEN || byte === BRACKET_OPEN) {
      depth += 1;
      if (depth > depthMax) return TOO_DEEP;
    } else {
      depth -= 1;
      if (depth === 0) return index;
    }
  }
}

/** Bracket matching that can stop anywhere: for what is too large to be kept in one piece. */
export class ValueSkipper {
  private inString = false;
  private escaped = false;

  /** `depth`: how many brackets are open where skipping begins. */
  constructor(private depth: number) {}

  /** The index behind the bracket that closes the outermost, or NEED_MORE. */
  skip(bytes: Uint8Array, from: number, end: number): number {
    for (let index = from; index < end; index += 1) {
      const byte = bytes[index] as number;
      if (this.escaped) this.escaped = false;
      else if (this.inString) {
        if (byte === QUOTE) this.inString = false;
        else if (byte === BACKSLASH) this.escaped = true;
      } else if (byte === QUOTE) this.inString = true;
      else if (byte === BRACE_OPEN || byte === BRACKET_OPEN) this.depth += 1;
      else if (byte === BRACE_CLOSE || byte === BRACKET_CLOSE) {
        this.depth -= 1;
        if (this.depth <= 0) return index + 1;
      }
    }
    return NEED_MORE;
  }
}
