const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Chance from a seed (mulberry32): the same seed gives the same logs, on every machine. */
export class Random {
  constructor(private state: number) {}

  /** From 0 up to, not including, 1. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }

  /** A whole number from 0 up to, not including, `below`. */
  below(below: number): number {
    return Math.floor(this.next() * below);
  }

  pick<T>(from: readonly T[]): T {
    const picked = from[this.below(from.length)];
    if (picked === undefined) throw new Error('There is nothing to pick from.');
    return picked;
  }

  hex(length: number): string {
    let text = '';
    while (text.length < length) text += this.below(16).toString(16);
    return text;
  }

  uuid(): string {
    const hex = this.hex(32);
    const parts = [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`];
    return [...parts, `a${hex.slice(17, 20)}`, hex.slice(20)].join('-');
  }

  /** Letters and digits as in AWS's ids. */
  id(length: number): string {
    let text = '';
    while (text.length < length) text += BASE32.charAt(this.below(32));
    return text;
  }

  /** A generator of its own, so that one more draw here changes nothing elsewhere. */
  fork(): Random {
    return new Random(this.below(2 ** 31));
  }
}
