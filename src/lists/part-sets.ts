/**
 * Sets of parts, each with a number: walking along the edges of a million ranges meets the same few
 * sets again and again, and must not write one out each time.
 */
export class PartSets {
  /** By number, ascending; the first is the empty one. */
  readonly all: (readonly number[])[] = [[]];
  readonly #numbers = new Map<string, number>([['', 0]]);
  /** By number of the set and part: the set with the part put in, or taken out. */
  readonly #toggled = new Map<number, number>();

  constructor(private readonly parts: number) {}

  /** The number of the set that has the part if `set` has it not, and all else that `set` has. */
  toggled(set: number, part: number): number {
    const step = set * this.parts + part;
    const known = this.#toggled.get(step);
    if (known !== undefined) return known;
    const before = this.all[set] ?? [];
    const after = before.includes(part)
      ? before.filter((one) => one !== part)
      : [...before, part].sort((a, b) => a - b);
    const key = after.join();
    const number = this.#numbers.get(key) ?? this.all.push(after) - 1;
    this.#numbers.set(key, number);
    this.#toggled.set(step, number);
    return number;
  }
}
