/** One network and what a database says of it. */
export interface MaxMindEntry {
  /** Dotted, the first address. */
  readonly from: string;
  readonly prefix: number;
  readonly value: MaxMindValue;
}

export type MaxMindValue = string | number | { readonly [name: string]: MaxMindValue };

/** Kinds of values in the file's data section (MaxMind DB 2.0): those that are written here. */
const TEXT = 2;
const DOUBLE = 3;
const UINT16 = 5;
const UINT32 = 6;
const MAP = 7;
const UINT64 = 9;
/** Kinds from here on have their number, less seven, in a byte of its own. */
const EXTENDED_FROM = 8;
const SIZE_IN_BYTE_MAX = 28;
const METADATA_MARK = Buffer.from('\xab\xcd\xefMaxMind.com', 'latin1');

interface Node {
  /** A node, the number of an entry, or nothing. */
  readonly sides: [Node | number | undefined, Node | number | undefined];
}

/** A MaxMind DB of IPv4 networks that do not overlap, as `maxmind` and GeoIP tools read it. */
export function maxMindFile(kind: string, entries: readonly MaxMindEntry[], at: number): Buffer {
  const nodes = nodesOf(entries);
  const values = entries.map(({ value }) => encoded(value));
  const offsets: number[] = [];
  let length = 0;
  for (const value of values) {
    offsets.push(length);
    length += value.length;
  }
  const numbers = new Map(nodes.map((node, number) => [node, number]));
  const tree = Buffer.alloc(nodes.length * 8);
  const numberOf = (side: Node | number | undefined): number => {
    if (side === undefined) return nodes.length;
    if (typeof side === 'number') return nodes.length + 16 + (offsets[side] ?? 0);
    return numbers.get(side) ?? nodes.length;
  };
  nodes.forEach(({ sides: [left, right] }, index) => {
    tree.writeUInt32BE(numberOf(left), index * 8);
    tree.writeUInt32BE(numberOf(right), index * 8 + 4);
  });
  const metadata = encoded({ database_type: kind, description: { en: kind } }, [
    ['node_count', sized(UINT32, nodes.length)],
    ['record_size', sized(UINT16, 32)],
    ['ip_version', sized(UINT16, 4)],
    ['binary_format_major_version', sized(UINT16, 2)],
    ['binary_format_minor_version', sized(UINT16, 0)],
    ['build_epoch', sized(UINT64, Math.floor(at / 1000))],
  ]);
  return Buffer.concat([tree, Buffer.alloc(16), ...values, METADATA_MARK, metadata]);
}

/** The tree of bits, its root first. */
function nodesOf(entries: readonly MaxMindEntry[]): Node[] {
  const nodes: Node[] = [{ sides: [undefined, undefined] }];
  entries.forEach(({ from, prefix }, number) => {
    const address = from.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
    let node = nodes[0] as Node;
    for (let bit = 0; bit < prefix; bit += 1) {
      const side = Math.floor(address / 2 ** (31 - bit)) % 2 === 1 ? 1 : 0;
      if (bit === prefix - 1) node.sides[side] = number;
      else {
        const next = node.sides[side];
        if (typeof next === 'object') node = next;
        else {
          const made: Node = { sides: [undefined, undefined] };
          nodes.push(made);
          node.sides[side] = made;
          node = made;
        }
      }
    }
  });
  return nodes;
}

function encoded(value: MaxMindValue, more: readonly (readonly [string, Buffer])[] = []): Buffer {
  if (typeof value === 'string') {
    const text = Buffer.from(value, 'utf8');
    return Buffer.concat([control(TEXT, text.length), text]);
  }
  if (typeof value === 'number') {
    if (Number.isInteger(value) && value >= 0) return sized(UINT32, value);
    const double = Buffer.alloc(8);
    double.writeDoubleBE(value);
    return Buffer.concat([control(DOUBLE, 8), double]);
  }
  const members = [
    ...Object.entries(value).map(([name, inner]) => [name, encoded(inner)] as const),
    ...more,
  ];
  return Buffer.concat([
    control(MAP, members.length),
    ...members.flatMap(([name, inner]) => [encoded(name), inner]),
  ]);
}

/** Whole numbers have no more bytes than they need. */
function sized(kind: number, value: number): Buffer {
  const bytes: number[] = [];
  for (let rest = value; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return Buffer.concat([control(kind, bytes.length), Buffer.from(bytes)]);
}

function control(kind: number, size: number): Buffer {
  const isLong = size > SIZE_IN_BYTE_MAX;
  const first = isLong ? SIZE_IN_BYTE_MAX + 1 : size;
  const head = kind < EXTENDED_FROM ? [(kind << 5) | first] : [first, kind - 7];
  return Buffer.from(isLong ? [...head, size - SIZE_IN_BYTE_MAX - 1] : head);
}
