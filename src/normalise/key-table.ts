import { KEY_BYTES, KEY_PLACES, KEYS_MAX } from './assembly/state.ts';

/**
 * With it, `assembly/keys.ts` tells which of a few names the bytes of a key spell. Length and three
 * bytes lead to a place that only one of the names has: nearly every other key costs one look-up.
 */
export class KeyTable {
  /** By number; nobody has the first. */
  readonly names: readonly Buffer[];
  /** What leads to a name: see `placeOf`. */
  readonly byPlace = new Uint8Array(KEY_PLACES);
  readonly factor: number;

  /** The first of `names` is number 1. Throws where they are too many, or not told apart so. */
  constructor(names: readonly string[]) {
    this.names = ['', ...names].map((name) => Buffer.from(name));
    if (this.names.length > KEYS_MAX || this.names.some(({ length }) => length > KEY_BYTES)) {
      throw new Error('names too many or too long');
    }
    this.factor = factorFor(this.names.slice(1));
    for (let name = 1; name < this.names.length; name += 1) {
      const bytes = this.names[name] as Buffer;
      this.byPlace[placeOf(bytes, 0, bytes.length, this.factor)] = name;
    }
  }
}

function placeOf(bytes: Uint8Array, from: number, end: number, factor: number): number {
  const length = end - from;
  const inside = bytes[from + ((3 * length) >> 2)] as number;
  const ends = (bytes[from] as number) + (bytes[end - 1] as number) * 5;
  return Math.imul(length * 37 + ends + inside * 11, factor) >>> 24;
}

/** One that leads each name to a place of its own. */
function factorFor(names: readonly Buffer[]): number {
  for (let step = 1; step < 100_000; step += 2) {
    const factor = step * 0x9e37;
    const places = new Set(names.map((name) => placeOf(name, 0, name.length, factor)));
    if (places.size === names.length) return factor;
  }
  throw new Error('two names cannot be told apart');
}
