/** Bytes of JSON, and what functions on them answer. Compiled to WebAssembly too: numbers only. */
export const QUOTE = 0x22;
export const BACKSLASH = 0x5c;
export const BRACE_OPEN = 0x7b;
export const BRACE_CLOSE = 0x7d;
export const BRACKET_OPEN = 0x5b;
export const BRACKET_CLOSE = 0x5d;
export const COMMA = 0x2c;
export const COLON = 0x3a;
export const NEWLINE = 0x0a;

/** The value goes on behind `end`. */
export const NEED_MORE = -1;
/** No JSON value can begin or go on like this. */
export const SYNTAX = -2;
/** A value nests deeper than the caller allows. */
export const TOO_DEEP = -3;
/** The object is no record but holds them. */
export const CONTAINER = -4;
