import { NEWLINE } from './codes.ts';
import {
  ACCOUNT_ID,
  COLUMNS_MAX,
  DSTADDR,
  END,
  FLOW_FIELDS,
  INTERFACE_ID,
  NO_FIELD,
  PKT_DSTADDR,
  PKT_SRCADDR,
  SRCADDR,
  SRCPORT,
  TCP_FLAGS,
} from './flow-fields.ts';
import { ipv4At } from './ipv4.ts';
import { HOLDERS } from './members.ts';
import { LINE_END, LINE_FIELDS } from './state.ts';
import { prepareTexts, textNumber } from './text-table.ts';
import { INT, set } from './words.ts';

const VECTOR = 16;
const SPACE = 0x20;
const RETURN = 0x0d;
const DASH = 0x2d;
/** More digits than this are no exact number any more. */
const DIGITS_MAX = 15;
/** A one in each byte; the lower half of each 16 bits, and of each 32. */
const EACH: u64 = u64.MAX_VALUE / 0xff;
const EACH_BYTE: u64 = (u64.MAX_VALUE / 0xffff) * 0xff;
const EACH_PAIR: u64 = (u64.MAX_VALUE / 0xffffffff) * 0xffff;

/** By column, the field that stands in it; as the header says, written by whoever reads lines. */
export const flowColumns = memory.data(COLUMNS_MAX);

/** Of the line that was read last, by field. A field without a value has no bytes. */
export const flowStarts = memory.data(FLOW_FIELDS * INT, INT);
export const flowLengths = memory.data(FLOW_FIELDS * INT, INT);
/** Its first byte. */
export const flowFirsts = memory.data(FLOW_FIELDS);
/** A number, or an IPv4 address as one; -1 where it is neither. */
export const flowValues = memory.data(FLOW_FIELDS * 8, 8);
/** The number of its text, of interfaces and accounts. */
export const flowTexts = memory.data(FLOW_FIELDS * INT, INT);

/** Of a line with other columns, nothing may be left. */
export function clearFlowFields(): void {
  for (let field = 0; field < FLOW_FIELDS; field += 1) setField(field, 0, 0);
}

/** The line that begins here, and ends in a newline. */
export function readFlowLine(from: i32): void {
  prepareTexts();
  let index = from;
  let start = from;
  let column = 0;
  while (true) {
    const bytes = v128.load(index);
    const isSpace = i8x16.eq(bytes, i8x16.splat(<i8>SPACE));
    const isNewline = i8x16.eq(bytes, i8x16.splat(<i8>NEWLINE));
    let found = i8x16.bitmask(v128.or(isSpace, isNewline));
    while (found !== 0) {
      const at = index + ctz(found);
      found &= found - 1;
      const isLast = load<u8>(at) === NEWLINE;
      const isReturned = isLast && at > start && load<u8>(at - 1) === RETURN;
      if (column < COLUMNS_MAX) readColumn(column, start, isReturned ? at - 1 : at);
      column += 1;
      start = at + 1;
      if (isLast) {
        set(LINE_END, start);
        set(LINE_FIELDS, column);
        return;
      }
    }
    index += VECTOR;
  }
}

function readColumn(column: i32, start: i32, end: i32): void {
  const field = <i32>load<u8>(flowColumns + column);
  if (field === NO_FIELD) return;
  const isEmpty = end - start === 1 && load<u8>(start) === DASH;
  setField(field, start, isEmpty ? 0 : end - start);
}

function setField(field: i32, start: i32, length: i32): void {
  store<i32>(flowStarts + field * INT, start);
  store<i32>(flowLengths + field * INT, length);
  store<u8>(flowFirsts + field, length === 0 ? 0 : load<u8>(start));
  if (isAddress(field)) store<f64>(flowValues + field * 8, <f64>ipv4At(start, start + length));
  else if (isNumber(field)) store<f64>(flowValues + field * 8, <f64>numberAt(start, length));
  else if (field === ACCOUNT_ID || field === INTERFACE_ID) {
    store<i32>(flowTexts + field * INT, textNumber(start, length, HOLDERS + field));
  }
}

function isAddress(field: i32): bool {
  return field === SRCADDR || field === DSTADDR || field === PKT_SRCADDR || field === PKT_DSTADDR;
}

function isNumber(field: i32): bool {
  return (field >= SRCPORT && field <= END) || field === TCP_FLAGS;
}

/** Eight digits at once; where there are fewer, zeros stand before them. */
function numberAt(start: i32, length: i32): i64 {
  if (length === 0 || length > DIGITS_MAX) return -1;
  const first = length > 8 ? length - 8 : length;
  const high = digitsAt(start, first);
  if (length <= 8 || high < 0) return high;
  const low = digitsAt(start + first, 8);
  return low < 0 ? low : high * 100_000_000 + low;
}

/** Of up to eight digits; -1 where a byte is none. May read up to 7 bytes behind them. */
function digitsAt(start: i32, length: i32): i64 {
  const missing: u64 = (8 - length) * 8;
  let digits = load<u64>(start) ^ (EACH * 0x30);
  digits <<= missing;
  if (((digits | (digits + EACH * 6)) & (EACH * 0xf0)) !== 0) return -1;
  // The first digit is in the lowest byte: tens are joined with ones, then with their neighbours.
  digits = (digits * 10 + (digits >> 8)) & EACH_BYTE;
  digits = (digits * 100 + (digits >> 16)) & EACH_PAIR;
  return <i64>((digits * 10_000 + (digits >> 32)) & 0xffffffff);
}
