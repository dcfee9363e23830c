import { Turns } from './lines.ts';

/** What one list says about a name: about itself, about all names below it, or about both. */
export interface DomainEntry {
  /** Lower-case ASCII, without a dot at its end. */
  readonly name: string;
  readonly part: number;
  readonly itself: boolean;
  readonly below: boolean;
}

/** Parts that have a name, and those that have the names below it. */
interface Standing {
  readonly itself: readonly number[];
  readonly below: readonly number[];
}

const NONE: Standing = { itself: [], below: [] };

/** FNV-1a from the last character to the first, so that one walk hashes every name above too. */
const HASH_SEED = 0x811c9dc5;
function hashed(hash: number, character: number): number {
  return Math.imul(hash ^ character, 0x01000193);
}

/** Of the whole name, or of its end from a position on. */
export function hashName(name: string, from = 0): number {
  let hash = HASH_SEED;
  for (let at = name.length - 1; at >= from; at -= 1) hash = hashed(hash, name.charCodeAt(at));
  return mixed(hash);
}

/** The low bits of FNV alone are poor, and they are what chooses a slot. */
function mixed(hash: number): number {
  const once = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return (once ^ (once >>> 13)) >>> 0;
}

/**
 * Which of many lists have a domain, or a name above it? A walk along the name and one look for
 * each of its labels. A million names take some 40 MB: one buffer of text, no object for any.
 */
export class DomainTable {
  /** Slot → entry + 1; 0 is free. */
  readonly #slots: Int32Array;
  readonly #mask: number;
  /** Where the text of each entry begins; one more for the end of the last. */
  readonly #begins: Uint32Array;
  readonly #standings: Uint32Array;
  readonly #distinct: Standing[] = [NONE];
  readonly #numbers = new Map<string, number>([[keyOf(NONE), 0]]);
  readonly #text: Buffer;
  #count = 0;

  /** `room`: those that there must be place for. */
  constructor(entries: readonly DomainEntry[], room: readonly DomainEntry[] = entries) {
    const slots = 2 ** Math.ceil(Math.log2(Math.max(room.length, 1) * 2));
    this.#slots = new Int32Array(slots);
    this.#mask = slots - 1;
    this.#begins = new Uint32Array(room.length + 1);
    this.#standings = new Uint32Array(room.length);
    this.#text = Buffer.alloc(room.reduce((sum, { name }) => sum + name.length, 0));
    for (const entry of entries) this.#put(entry);
  }

  /** The same as the constructor, which a million names would keep everybody else waiting for. */
  static async inTurns(entries: readonly DomainEntry[]): Promise<DomainTable> {
    const table = new DomainTable([], entries);
    const turns = new Turns();
    for (const entry of entries) {
      table.#put(entry);
      if (turns.isOver()) await turns.next();
    }
    return table;
  }

  get size(): number {
    return this.#count;
  }

  /** Numbers of the parts that have the domain, ascending. */
  at(domain: string): readonly number[] {
    if (this.size === 0) return NONE.itself;
    let found: readonly number[] | undefined;
    let hash = HASH_SEED;
    for (let at = domain.length - 1; at >= 0; at -= 1) {
      const character = domain.charCodeAt(at);
      if (character === 46) {
        const above = this.#standing(mixed(hash), domain, at + 1)?.below;
        if (above !== undefined && above.length > 0) found = union(found, above);
      }
      hash = hashed(hash, character);
    }
    const itself = this.#standing(mixed(hash), domain, 0)?.itself ?? NONE.itself;
    return found === undefined ? itself : union(found, itself);
  }

  #standing(hash: number, domain: string, from: number): Standing | undefined {
    const entry = this.#slots[this.#slotOf(hash, domain, from)] ?? 0;
    return entry === 0 ? undefined : this.#distinct[this.#standings[entry - 1] ?? 0];
  }

  /** The slot that holds the name, or the free one where it would go. */
  #slotOf(hash: number, domain: string, from: number): number {
    let slot = hash & this.#mask;
    for (;;) {
      const entry = this.#slots[slot] ?? 0;
      if (entry === 0 || this.#isName(entry - 1, domain, from)) return slot;
      slot = (slot + 1) & this.#mask;
    }
  }

  #isName(entry: number, domain: string, from: number): boolean {
    const begin = this.#begins[entry] ?? 0;
    const length = (this.#begins[entry + 1] ?? 0) - begin;
    if (length !== domain.length - from) return false;
    for (let at = 0; at < length; at += 1) {
      if (this.#text[begin + at] !== domain.charCodeAt(from + at)) return false;
    }
    return true;
  }

  #put({ name, part, itself, below }: DomainEntry): void {
    const slot = this.#slotOf(hashName(name), name, 0);
    let entry = (this.#slots[slot] ?? 0) - 1;
    if (entry < 0) {
      entry = this.#count;
      this.#count += 1;
      this.#slots[slot] = entry + 1;
      const begin = this.#begins[entry] ?? 0;
      this.#begins[entry + 1] = begin + this.#text.write(name, begin, 'latin1');
    }
    const before = this.#distinct[this.#standings[entry] ?? 0] ?? NONE;
    const after = {
      itself: itself ? union(before.itself, [part]) : before.itself,
      below: below ? union(before.below, [part]) : before.below,
    };
    const key = keyOf(after);
    const number = this.#numbers.get(key) ?? this.#distinct.push(after) - 1;
    this.#numbers.set(key, number);
    this.#standings[entry] = number;
  }
}

function keyOf({ itself, below }: Standing): string {
  return `${itself.join()}|${below.join()}`;
}

function union(a: readonly number[] | undefined, b: readonly number[]): readonly number[] {
  if (a === undefined || a.length === 0) return b;
  if (b.length === 0) return a;
  return [...new Set([...a, ...b])].sort((one, other) => one - other);
}
