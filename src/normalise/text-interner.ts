/** Longer texts hardly ever come twice, and would make the memory held unbounded. */
const TEXT_BYTES_MAX = 512;
/** A text of a head has some twenty bytes; where they are longer, fewer are held. */
const BYTES_PER_SLOT = 24;
const PLACES = 32;
const HASH_PRIME = 0x9e3779b1;

/**
 * Gives the same string for the same bytes: a million records name a few hundred accounts, Regions
 * and calls, and must not make a million strings of each. It forgets all when it is full, so logs
 * in which every text is new cost what they would cost without it, and no more memory.
 */
export class TextInterner {
  private readonly texts: (string | undefined)[];
  /** By slot: where the bytes of the text begin and end in `bytes`. */
  private readonly starts: Int32Array;
  private readonly ends: Int32Array;
  /** One behind the other: an array for each text would be as many trips to memory. */
  private readonly bytes: Uint8Array;
  private readonly slots: number;
  /** By the place that a text was asked for from: the slot of the one before, mostly the same. */
  private readonly lately = new Int32Array(PLACES);
  private used = 0;
  private size = 0;

  /** `slots` is a power of two; half of them are used. */
  constructor(slots = 16_384) {
    this.slots = slots;
    this.texts = new Array<string | undefined>(slots).fill(undefined);
    this.starts = new Int32Array(slots);
    this.ends = new Int32Array(slots);
    this.bytes = new Uint8Array(Math.max(slots * BYTES_PER_SLOT, TEXT_BYTES_MAX));
  }

  /**
   * The text of `bytes[from, end)`, which is UTF-8 without JSON escapes. `place`, below 32, stands
   * for the member of a record, or the field of a line, whose values are likely to be equal.
   */
  take(bytes: Buffer, from: number, end: number, place: number): string {
    if (end - from > TEXT_BYTES_MAX) return bytes.toString('utf8', from, end);
    const before = this.lately[place] as number;
    const again = this.texts[before];
    if (again !== undefined && this.isAt(before, bytes, from, end)) return again;
    let slot = hashOf(bytes, from, end) & (this.slots - 1);
    for (;;) {
      const text = this.texts[slot];
      if (text === undefined) return this.add(slot, bytes, from, end);
      if (this.isAt(slot, bytes, from, end)) {
        this.lately[place] = slot;
        return text;
      }
      slot = (slot + 1) & (this.slots - 1);
    }
  }

  private isAt(slot: number, bytes: Uint8Array, from: number, end: number): boolean {
    const start = this.starts[slot] as number;
    const length = end - from;
    if ((this.ends[slot] as number) - start !== length) return false;
    const own = this.bytes;
    for (let index = 0; index < length; index += 1) {
      if (own[start + index] !== bytes[from + index]) return false;
    }
    return true;
  }

  private add(slot: number, bytes: Buffer, from: number, end: number): string {
    const text = bytes.toString('utf8', from, end);
    if (this.size >= this.slots / 2 || this.used + end - from > this.bytes.length) {
      this.texts.fill(undefined);
      this.size = 0;
      this.used = 0;
      return text;
    }
    this.size += 1;
    this.texts[slot] = text;
    this.starts[slot] = this.used;
    for (let index = from; index < end; index += 1) {
      this.bytes[this.used] = bytes[index] as number;
      this.used += 1;
    }
    this.ends[slot] = this.used;
    return text;
  }
}

/** Four bytes at once: what takes the time is that each step waits for the one before. */
function hashOf(bytes: Uint8Array, from: number, end: number): number {
  let hash = end - from;
  let index = from;
  for (; index + 4 <= end; index += 4) {
    const low = (bytes[index] as number) | ((bytes[index + 1] as number) << 8);
    const high = (bytes[index + 2] as number) | ((bytes[index + 3] as number) << 8);
    hash = Math.imul(hash ^ low ^ (high << 16), HASH_PRIME);
    hash ^= hash >>> 15;
  }
  for (; index < end; index += 1) hash = Math.imul(hash ^ (bytes[index] as number), HASH_PRIME);
  return hash ^ (hash >>> 15);
}
