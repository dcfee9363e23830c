import { type Ipv4Range, type Ipv6Range, mergeIpv6 } from './ip-networks.ts';
import { PartSets } from './part-sets.ts';

/** Ranges that belong to one value of a table; they may overlap those of others. */
export interface AddressPart {
  readonly ipv4: readonly Ipv4Range[];
  readonly ipv6: readonly Ipv6Range[];
}

const PREFIXES = 65_536;
const SPACE = PREFIXES * PREFIXES;
/** Parts are numbered below this, so that address, part and edge fit a number's 53 bits. */
const PARTS_MAX = 2 ** 19;

interface Edge6 {
  readonly at: string;
  readonly part: number;
}

/** Where the answer changes, and the number of the set of parts that holds from there on. */
interface Pieces<Starts> {
  readonly starts: Starts;
  readonly sets: Uint32Array;
}

/**
 * Which of many overlapping lists have an address? One lookup, whatever their number: the space of
 * addresses is cut where any range begins or ends, and each piece knows its answer beforehand.
 */
export class AddressTable<Answer> {
  /** By number of the set; that of no part is the first. */
  readonly #answers: readonly Answer[];
  readonly #four: Pieces<Uint32Array>;
  /** By upper 16 bits: how many pieces begin at or before the first address. */
  readonly #jump: Uint32Array;
  readonly #six: Pieces<readonly string[]>;

  /** `answerOf` is given the numbers of the parts that have a piece, once for each set of them. */
  constructor(parts: readonly AddressPart[], answerOf: (parts: readonly number[]) => Answer) {
    if (parts.length > PARTS_MAX) throw new RangeError(`More than ${PARTS_MAX} parts.`);
    const sets = new PartSets(parts.length);
    this.#four = ipv4Pieces(parts, sets);
    this.#jump = jumpTable(this.#four.starts);
    this.#six = ipv6Pieces(parts, sets);
    this.#answers = sets.all.map(answerOf);
  }

  atIpv4(address: number): Answer {
    const { starts, sets } = this.#four;
    const prefix = address >>> 16;
    let low = this.#jump[prefix] ?? 0;
    let high = this.#jump[prefix + 1] ?? 0;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((starts[middle] ?? 0) <= address) low = middle + 1;
      else high = middle;
    }
    return this.#answers[low === 0 ? 0 : (sets[low - 1] as number)] as Answer;
  }

  /** 32 lower-case hex digits. */
  atIpv6(address: string): Answer {
    const { starts, sets } = this.#six;
    let low = 0;
    let high = starts.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((starts[middle] ?? '') <= address) low = middle + 1;
      else high = middle;
    }
    return this.#answers[low === 0 ? 0 : (sets[low - 1] as number)] as Answer;
  }
}

/**
 * Numbers sort ten times as fast as objects would: address, then ends before beginnings. Ranges of
 * one part may overlap: it is told from the count of those that are open.
 */
function ipv4Pieces(parts: readonly AddressPart[], sets: PartSets): Pieces<Uint32Array> {
  const edges = new Float64Array(2 * parts.reduce((sum, { ipv4 }) => sum + ipv4.length, 0));
  let count = 0;
  for (const [part, { ipv4 }] of parts.entries()) {
    for (const { first, last } of ipv4) {
      edges[count] = (first * 2 + 1) * PARTS_MAX + part;
      edges[count + 1] = (last + 1) * 2 * PARTS_MAX + part;
      count += 2;
    }
  }
  edges.sort();
  const starts = new Uint32Array(count);
  const numbers = new Uint32Array(count);
  const open = new Int32Array(parts.length);
  let size = 0;
  let set = 0;
  for (const edge of edges) {
    const both = Math.floor(edge / PARTS_MAX);
    const part = edge - both * PARTS_MAX;
    const at = Math.floor(both / 2);
    // Nothing follows the last address.
    if (at >= SPACE) break;
    const before = open[part] as number;
    const after = both % 2 === 1 ? before + 1 : before - 1;
    open[part] = after;
    if (before > 0 && after > 0) continue;
    set = sets.toggled(set, part);
    if (size === 0 || starts[size - 1] !== at) size += 1;
    starts[size - 1] = at;
    numbers[size - 1] = set;
  }
  return { starts: starts.slice(0, size), sets: numbers.slice(0, size) };
}

function ipv6Pieces(parts: readonly AddressPart[], sets: PartSets): Pieces<readonly string[]> {
  const edges = parts.flatMap(({ ipv6 }, part) =>
    mergeIpv6(ipv6).flatMap(({ first, last }): Edge6[] => [
      { at: first, part },
      { at: following(last), part },
    ]),
  );
  edges.sort((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at)));
  const starts: string[] = [];
  const numbers: number[] = [];
  let set = 0;
  for (const { at, part } of edges) {
    set = sets.toggled(set, part);
    if (starts.at(-1) !== at) numbers.push(starts.push(at));
    numbers[numbers.length - 1] = set;
  }
  return { starts, sets: Uint32Array.from(numbers) };
}

/** The last address of all is followed by one that no address is above. */
function following(address: string): string {
  const next = BigInt(`0x${address}`) + 1n;
  const digits = next.toString(16);
  return digits.length > 32 ? 'g' : digits.padStart(32, '0');
}

function jumpTable(starts: Uint32Array): Uint32Array {
  const jump = new Uint32Array(PREFIXES + 1);
  let at = 0;
  for (let prefix = 0; prefix < PREFIXES; prefix += 1) {
    while (at < starts.length && (starts[at] ?? 0) <= prefix * PREFIXES) at += 1;
    jump[prefix] = at;
  }
  jump[PREFIXES] = starts.length;
  return jump;
}
