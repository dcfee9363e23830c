import { HASH_PRIME, HASH_SEED, TextInterner } from '../text-interner.ts';
import type { FlowColumns } from './flow-fields.ts';

const SPACE = 0x20;
const NEWLINE = 0x0a;
const RETURN = 0x0d;
const DASH = 0x2d;
const ZERO = 0x30;
/** As the digits are counted. */
const DOT = 0x2e - ZERO;

/** AWS has some 40 fields; a line of more is none of a flow log. */
const FIELDS_MAX = 64;
/** More digits than this are no exact number any more. */
const DIGITS_MAX = 15;

/** One for all files: they name the same accounts, interfaces and addresses again and again. */
const interner = new TextInterner(65_536);

/**
 * Where the fields of one line are, in the bytes that it was found in. Found in one pass, used
 * again for every line; a field becomes text or a number when somebody asks for it.
 */
export class FlowLine {
  /** Behind the line and its end. */
  next = 0;
  private bytes: Buffer = Buffer.alloc(0);
  private count = 0;
  private readonly starts = new Int32Array(FIELDS_MAX + 1);

  /** Finds the line that begins at `from`; false where it does not end before `end`. */
  find(bytes: Buffer, from: number, end: number): boolean {
    const { starts } = this;
    let index = from;
    let count = 0;
    starts[0] = from;
    for (; index < end; index += 1) {
      const byte = bytes[index] as number;
      if (byte > SPACE) continue;
      if (byte === NEWLINE) break;
      if (byte !== SPACE) continue;
      count += 1;
      if (count <= FIELDS_MAX) starts[count] = index + 1;
    }
    if (index === end) return false;
    this.next = index + 1;
    this.bytes = bytes;
    this.count = count + 1;
    const isBeforeReturn = index > from && bytes[index - 1] === RETURN;
    if (count < FIELDS_MAX) starts[count + 1] = (isBeforeReturn ? index - 1 : index) + 1;
    return true;
  }

  isOf(columns: FlowColumns): boolean {
    return this.count === columns.count && this.count < FIELDS_MAX;
  }

  /** The field has a value. */
  has(columns: FlowColumns, field: number): boolean {
    const column = columns.places[field] as number;
    if (column < 0) return false;
    const from = this.starts[column] as number;
    const length = (this.starts[column + 1] as number) - 1 - from;
    return length > 1 || (length === 1 && this.bytes[from] !== DASH);
  }

  /** Empty text for a field that the line lacks, or has no value for. */
  text(columns: FlowColumns, field: number): string {
    const column = columns.places[field] as number;
    if (column < 0) return '';
    const from = this.starts[column] as number;
    const end = (this.starts[column + 1] as number) - 1;
    const { bytes } = this;
    if (end - from === 1 && bytes[from] === DASH) return '';
    let hash = HASH_SEED;
    for (let index = from; index < end; index += 1) {
      hash = Math.imul(hash ^ (bytes[index] as number), HASH_PRIME);
    }
    return interner.take(bytes, from, end, hash);
  }

  /** The field is this text, which is ASCII. */
  is(columns: FlowColumns, field: number, text: string): boolean {
    const column = columns.places[field] as number;
    if (column < 0) return false;
    const from = this.starts[column] as number;
    const { length } = text;
    if ((this.starts[column + 1] as number) - 1 - from !== length) return false;
    for (let at = 0; at < length; at += 1) {
      if (this.bytes[from + at] !== text.charCodeAt(at)) return false;
    }
    return true;
  }

  /** The IPv4 address that the field is, as a number; -1 where it is none. */
  ipv4(columns: FlowColumns, field: number): number {
    const column = columns.places[field] as number;
    if (column < 0) return -1;
    const end = (this.starts[column + 1] as number) - 1;
    let address = 0;
    let byte = -1;
    let dots = 0;
    for (let index = this.starts[column] as number; index < end; index += 1) {
      const digit = (this.bytes[index] as number) - ZERO;
      if (digit >= 0 && digit <= 9) {
        byte = byte < 0 ? digit : byte * 10 + digit;
        if (byte > 255) return -1;
      } else if (byte < 0 || digit !== DOT) return -1;
      else {
        address = address * 256 + byte;
        byte = -1;
        dots += 1;
      }
    }
    return dots === 3 && byte >= 0 ? address * 256 + byte : -1;
  }

  /** The first byte of the field; 0 where the line lacks it. */
  first(columns: FlowColumns, field: number): number {
    const column = columns.places[field] as number;
    return column < 0 ? 0 : (this.bytes[this.starts[column] as number] as number);
  }

  /** -1 where the field is no whole number. */
  number(columns: FlowColumns, field: number): number {
    const column = columns.places[field] as number;
    if (column < 0) return -1;
    const from = this.starts[column] as number;
    const end = (this.starts[column + 1] as number) - 1;
    if (end === from || end - from > DIGITS_MAX) return -1;
    let value = 0;
    for (let index = from; index < end; index += 1) {
      const digit = (this.bytes[index] as number) - ZERO;
      if (digit < 0 || digit > 9) return -1;
      value = value * 10 + digit;
    }
    return value;
  }
}
