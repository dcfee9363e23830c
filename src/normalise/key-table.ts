/** What `at` answers for a key that is none of the table's. */
export const NONE = 0;

const PLACES = 256;

/**
 * Tells which of a few names the bytes of a key spell. Length and three bytes lead to a place that
 * only one of the names has, so that nearly every other key costs one look-up.
 */
export class KeyTable {
  /** By number; nobody has the first. */
  readonly names: readonly Buffer[];
  /** What leads to a name: see `placeOf`. */
  readonly byPlace = new Uint8Array(PLACES);
  readonly factor: number;

  /** The first of `names` is number 1. Throws where two of them cannot be told apart so. */
  constructor(names: readonly string[]) {
    this.names = ['', ...names].map((name) => Buffer.from(name));
    this.factor = factorFor(this.names.slice(1));
    for (let name = 1; name < this.names.length; name += 1) {
      const bytes = this.names[name] as Buffer;
      this.byPlace[placeOf(bytes, 0, bytes.length, this.factor)] = name;
    }
  }

  /** The number of the name that `bytes[from, end)` spell, or NONE. */
  at(bytes: Uint8Array, from: number, end: number): number {
    if (end === from) return NONE;
    const name = this.byPlace[placeOf(bytes, from, end, this.factor)] as number;
    return name !== NONE && isAt(bytes, from, end, this.names[name] as Buffer) ? name : NONE;
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

function isAt(bytes: Uint8Array, from: number, end: number, name: Uint8Array): boolean {
  if (end - from !== name.length) return false;
  for (let index = 0; index < name.length; index += 1) {
    if (bytes[from + index] !== name[index]) return false;
  }
  return true;
}
