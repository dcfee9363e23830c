import {
  BACKSLASH,
  BRACE_CLOSE,
  BRACE_OPEN,
  BRACKET_CLOSE,
  BRACKET_OPEN,
  NEED_MORE,
  QUOTE,
} from './assembly/codes.ts';

export * from './assembly/codes.ts';

/**
 * Bytes of QUOTE behind the data, so that loops need not look where it ends: as many as blocks that
 * are looked at together reach behind it.
 */
export const PADDING = 80;

const spaces = new Uint8Array(256);
for (const byte of [0x20, 0x09, 0x0a, 0x0d]) spaces[byte] = 1;

/** The index of the first byte that is no white space, or `end`. */
export function skipSpace(bytes: Uint8Array, from: number, end: number): number {
  let index = from;
  while (index < end && spaces[bytes[index] as number] === 1) index += 1;
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
