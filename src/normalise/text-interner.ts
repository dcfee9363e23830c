/** FNV-1a, 32 bits; the caller computes it while it looks for the text's end. */
export const HASH_SEED = 0x811c9dc5;
export const HASH_PRIME = 0x01000193;

/** Longer texts hardly ever come twice, and would make the memory held unbounded. */
const TEXT_BYTES_MAX = 512;

/**
 * Gives the same string for the same bytes: a million records name a few hundred accounts, Regions
 * and calls, and must not make a million strings of each. It forgets all when it is full, so logs
 * in which every text is new cost what they would cost without it, and no more memory.
 */
export class TextInterner {
  private readonly texts: (string | undefined)[];
  private readonly keys: Uint8Array[];
  private readonly slots: number;
  private size = 0;

  /** `slots` is a power of two; half of them are used. */
  constructor(slots = 16_384) {
    this.slots = slots;
    this.texts = new Array<string | undefined>(slots).fill(undefined);
    this.keys = new Array<Uint8Array>(slots).fill(new Uint8Array(0));
  }

  /** The text of `bytes[from, end)`, which is UTF-8 without JSON escapes. */
  take(bytes: Buffer, from: number, end: number, hash: number): string {
    if (end - from > TEXT_BYTES_MAX) return bytes.toString('utf8', from, end);
    let slot = (hash ^ (hash >>> 15)) & (this.slots - 1);
    for (;;) {
      const text = this.texts[slot];
      if (text === undefined) return this.add(slot, bytes, from, end);
      if (isSame(this.keys[slot] as Uint8Array, bytes, from, end)) return text;
      slot = (slot + 1) & (this.slots - 1);
    }
  }

  private add(slot: number, bytes: Buffer, from: number, end: number): string {
    const text = bytes.toString('utf8', from, end);
    if (this.size >= this.slots / 2) {
      this.texts.fill(undefined);
      this.size = 0;
      return text;
    }
    this.size += 1;
    this.keys[slot] = new Uint8Array(bytes.subarray(from, end));
    this.texts[slot] = text;
    return text;
  }
}

function isSame(key: Uint8Array, bytes: Uint8Array, from: number, end: number): boolean {
  const length = end - from;
  if (key.length !== length) return false;
  for (let index = 0; index < length; index += 1) {
    if (key[index] !== bytes[from + index]) return false;
  }
  return true;
}
