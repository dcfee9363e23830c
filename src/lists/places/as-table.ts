import { parseIpv4, parseIpv6 } from '../ip-networks.ts';
import { csvFields } from '../lines.ts';

/** An autonomous system: a network that is run as one. */
export interface AutonomousSystem {
  readonly asn: number;
  readonly organization: string;
}

const MAGIC = 0x31534156;
const HEADER_WORDS = 5;
const NONE = 0;

/** A run of addresses, `last` included; IPv6 ones as 32 hex digits. */
interface Row<A> extends AutonomousSystem {
  readonly first: A;
  readonly last: A;
}

/** Where pieces of the space begin, and which system (numbered from 1) each belongs to. */
interface Pieces<A> {
  readonly starts: A[];
  readonly systems: number[];
}

/**
 * Makes the table that ships from the lines `first,last,asn,organization` of two CSV files, each
 * ascending. Throws a RangeError for a line that is no such thing.
 */
export function compileAsTable(ipv4Csv: string, ipv6Csv: string): Uint8Array {
  const numbers = new Map<string, number>();
  const systems: AutonomousSystem[] = [];
  const numberOf = ({ asn, organization }: AutonomousSystem): number => {
    const key = `${asn} ${organization}`;
    const known = numbers.get(key);
    if (known !== undefined) return known;
    const number = systems.push({ asn, organization });
    numbers.set(key, number);
    return number;
  };
  const four = pieces(rows(ipv4Csv, parseIpv4), numberOf, (last) => last + 1);
  const six = pieces(rows(ipv6Csv, parseIpv6), numberOf, nextIpv6);
  const names = systems.map(({ organization }) => Buffer.from(organization));
  const ends: number[] = [];
  for (const name of names) ends.push((ends.at(-1) ?? 0) + name.length);
  const words = Uint32Array.from([
    ...[MAGIC, four.starts.length, six.starts.length, systems.length, ends.at(-1) ?? 0],
  ]);
  const parts = [
    words,
    Uint32Array.from(four.starts),
    Uint32Array.from(four.systems),
    Uint32Array.from(six.starts.flatMap(wordsOf)),
    Uint32Array.from(six.systems),
    Uint32Array.from(systems, ({ asn }) => asn),
    Uint32Array.from(ends),
  ];
  return Buffer.concat([...parts.map((part) => new Uint8Array(part.buffer)), ...names]);
}

/** Looks addresses up in a compiled table: views of its bytes, so that opening it costs nothing. */
export class AsTable {
  readonly #starts4: Uint32Array;
  readonly #systems4: Uint32Array;
  readonly #starts6: Uint32Array;
  readonly #systems6: Uint32Array;
  readonly #numbers: Uint32Array;
  readonly #nameEnds: Uint32Array;
  readonly #names: Buffer;

  /** Throws an Error for bytes that are no such table, or not all of one. */
  constructor(bytes: Uint8Array) {
    const { buffer } = new Uint8Array(bytes);
    const [magic, four = 0, six = 0, systems = 0, nameBytes = 0] =
      bytes.length < HEADER_WORDS * 4 ? [] : new Uint32Array(buffer, 0, HEADER_WORDS);
    const counts = [four, four, six * 4, six, systems, systems];
    const words = counts.reduce((sum, count) => sum + count, HEADER_WORDS);
    if (magic !== MAGIC || words * 4 + nameBytes !== bytes.length) {
      throw new Error('This is no table of networks, or not all of one.');
    }
    let at = HEADER_WORDS * 4;
    const [starts4, systems4, starts6, systems6, numbers, nameEnds] = counts.map((count) => {
      const view = new Uint32Array(buffer, at, count);
      at += count * 4;
      return view;
    }) as [Uint32Array, Uint32Array, Uint32Array, Uint32Array, Uint32Array, Uint32Array];
    this.#starts4 = starts4;
    this.#systems4 = systems4;
    this.#starts6 = starts6;
    this.#systems6 = systems6;
    this.#numbers = numbers;
    this.#nameEnds = nameEnds;
    this.#names = Buffer.from(buffer, at);
  }

  atIpv4(address: number): AutonomousSystem | undefined {
    const after = firstWhere(this.#starts4.length, (at) => (this.#starts4[at] ?? 0) > address);
    return this.#system(this.#systems4[after - 1]);
  }

  /** 32 lower-case hex digits. */
  atIpv6(address: string): AutonomousSystem | undefined {
    const words = wordsOf(address);
    const after = firstWhere(this.#starts6.length / 4, (at) => {
      for (const [word, mine] of words.entries()) {
        const its = this.#starts6[at * 4 + word] ?? 0;
        if (its !== mine) return its > mine;
      }
      return false;
    });
    return this.#system(this.#systems6[after - 1]);
  }

  #system(number = NONE): AutonomousSystem | undefined {
    if (number === NONE) return undefined;
    const begin = number === 1 ? 0 : (this.#nameEnds[number - 2] ?? 0);
    const organization = this.#names.toString('utf8', begin, this.#nameEnds[number - 1]);
    return { asn: this.#numbers[number - 1] ?? 0, organization };
  }
}

function* rows<A>(csv: string, parse: (text: string) => A | undefined): Generator<Row<A>> {
  for (const [number, line] of csv.split('\n').entries()) {
    if (line === '') continue;
    const [from = '', to = '', asn = '', organization = ''] = csvFields(line);
    const first = parse(from);
    const last = parse(to);
    if (first === undefined || last === undefined || !/^\d{1,10}$/.test(asn)) {
      throw new RangeError(`Line ${number + 1} is no network: ${line.slice(0, 80)}`);
    }
    yield { first, last, asn: Number(asn), organization };
  }
}

/** Neighbours of one system become one piece; what belongs to nobody is a piece of its own. */
function pieces<A extends number | string>(
  all: Iterable<Row<A>>,
  numberOf: (row: Row<A>) => number,
  following: (last: A) => A,
): Pieces<A> {
  const starts: A[] = [];
  const systems: number[] = [];
  const begin = (start: A, system: number) => {
    if (starts.at(-1) === start) {
      starts.pop();
      systems.pop();
    }
    if (systems.at(-1) === system) return;
    starts.push(start);
    systems.push(system);
  };
  let end: A | undefined;
  for (const row of all) {
    if (row.last < row.first) throw new RangeError(`The network of ${row.first} ends before it.`);
    // Published tables hold a few overlaps: who comes first keeps what both claim.
    if (end !== undefined && row.last < end) continue;
    begin(end !== undefined && row.first < end ? end : row.first, numberOf(row));
    end = following(row.last);
    begin(end, NONE);
  }
  return { starts, systems };
}

function nextIpv6(address: string): string {
  return (BigInt(`0x${address}`) + 1n).toString(16).padStart(32, '0');
}

function wordsOf(address: string): number[] {
  return [0, 8, 16, 24].map((at) => Number.parseInt(address.slice(at, at + 8), 16));
}

/** The first of so many for which it holds, where it holds for all after that one. */
function firstWhere(count: number, holds: (at: number) => boolean): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
