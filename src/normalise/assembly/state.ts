/**
 * What WebAssembly and JavaScript say to each other through the memory that they share. Compiled
 * to WebAssembly too: numbers only.
 */

/** Pages of 64 kB: what is needed to begin with; and 2 GB, so that no address is negative. */
export const PAGES = 96;
export const PAGES_MAX = 32_767;

/** Names that keys may have, places that lead to them, and the bytes of the longest. */
export const KEYS_MAX = 64;
export const KEY_PLACES = 256;
export const KEY_BYTES = 32;

/** A record of 2 MB has no more answers: each takes twelve bytes. */
export const ANSWERS_MAX = 180_000;

/**
 * Where in `state` is what was found, as 32-bit words. First, how often all texts were forgotten:
 * their numbers from before mean nothing any more.
 */
export const GENERATION = 0;
/** Behind the `[` after CONTAINER. */
export const POSITION = 1;
/** Of the answers of a query, and of the IPv4 addresses among them. */
export const ANSWER_COUNT = 2;
export const ADDRESS_COUNT = 3;
/** By member, HOLDERS of each: where its value begins; the number of its text, or 0. */
export const PLACES = 4;
export const TEXTS = 39;
/** Behind a flow log's line, and how many fields it has. */
export const LINE_END = 74;
export const LINE_FIELDS = 75;
export const STATE_WORDS = 76;
