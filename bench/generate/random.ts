const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

const BASE36 = 'abcdefghijklmnopqrstuvwxyz0123456789';
const eightDigits = (value: number) => value.toString(16).padStart(8, '0');

/** A seed for this place of the output alone, so that what is made elsewhere changes nothing. */
export function seedOf(...parts: readonly (string | number)[]): number {
  let hash = 0x811c9dc5;
  for (const character of parts.join('|')) {
    hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193);
  }
  return hash >>> 0;
}

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

  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number {
    return least + this.below(most - least + 1);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  hex(length: number): string {
    let text = '';
    while (text.length < length) text += eightDigits(this.below(2 ** 32));
    return text.slice(0, length);
  }

  /** Letters and digits in small, as random names of hosts have them. */
  lower(length: number): string {
    let text = '';
    while (text.length < length) text += BASE36.charAt(this.below(36));
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
