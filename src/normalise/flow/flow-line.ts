import { ipv4At } from '../ipv4-bytes.ts';
import { TextInterner } from '../text-interner.ts';
import { columnsOf, type FlowColumns } from './flow-fields.ts';

const SPACE = 0x20;
const NEWLINE = 0x0a;
const RETURN = 0x0d;
const DASH = 0x2d;
const ZERO = 0x30;

/** AWS has some 40 fields; a line of more is none of a flow log. A power of two. */
const FIELDS_MAX = 64;
/** More digits than this are no exact number any more. */
const DIGITS_MAX = 15;

/** Before any line is in hand. */
const NO_COLUMNS = columnsOf([]);

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
  private columns: FlowColumns = NO_COLUMNS;
  private count = 0;
  /** Of the fields after the last that a flow log may have, nothing is asked. */
  private readonly starts = new Int32Array(FIELDS_MAX);

  /** Takes up the line that begins at `from`. It is whole: a line's end is in `bytes`. */
  read(bytes: Buffer, from: number, columns: FlowColumns): void {
    const { starts } = this;
    let index = from;
    let count = 0;
    let byte: number;
    do {
      starts[count & (FIELDS_MAX - 1)] = index;
      do {
        do {
          byte = bytes[index] as number;
          index += 1;
        } while (byte > SPACE);
      } while (byte !== SPACE && byte !== NEWLINE);
      count += 1;
    } while (byte !== NEWLINE);
    this.bytes = bytes;
    this.columns = columns;
    this.next = index;
    this.count = count;
    const isBeforeReturn = index - 2 >= from && bytes[index - 2] === RETURN;
    starts[count & (FIELDS_MAX - 1)] = isBeforeReturn ? index - 1 : index;
  }

  /** The line has as many fields as are known by name. */
  get isOfColumns(): boolean {
    return this.count === this.columns.count && this.count < FIELDS_MAX;
  }

  /** The field has a value. */
  has(field: number): boolean {
    const column = this.columnOf(field);
    if (column < 0) return false;
    const from = this.starts[column] as number;
    const length = (this.starts[column + 1] as number) - 1 - from;
    return length > 1 || (length === 1 && this.bytes[from] !== DASH);
  }

  /** Empty text for a field that the line lacks, or has no value for. */
  text(field: number): string {
    const column = this.columnOf(field);
    if (column < 0) return '';
    const from = this.starts[column] as number;
    const end = (this.starts[column + 1] as number) - 1;
    if (end - from === 1 && this.bytes[from] === DASH) return '';
    return interner.take(this.bytes, from, end, field);
  }

  /** The field is this text, which is ASCII. */
  is(field: number, text: string): boolean {
    const column = this.columnOf(field);
    if (column < 0) return false;
    const from = this.starts[column] as number;
    const { length } = text;
    if ((this.starts[column + 1] as number) - 1 - from !== length) return false;
    for (let at = 0; at < length; at += 1) {
      if (this.bytes[from + at] !== text.charCodeAt(at)) return false;
    }
    return true;
  }

  /** The first byte of the field; 0 where the line lacks it. */
  first(field: number): number {
    const column = this.columnOf(field);
    return column < 0 ? 0 : (this.bytes[this.starts[column] as number] as number);
  }

  /** -1 where the field is no whole number. */
  number(field: number): number {
    const column = this.columnOf(field);
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

  /** The IPv4 address that the field is, as a number; -1 where it is none. */
  ipv4(field: number): number {
    const column = this.columnOf(field);
    if (column < 0) return -1;
    const from = this.starts[column] as number;
    return ipv4At(this.bytes, from, (this.starts[column + 1] as number) - 1);
  }

  private columnOf(field: number): number {
    return this.columns.places[field] as number;
  }
}
