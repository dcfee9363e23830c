import { LINE_END, LINE_FIELDS } from '../assembly/state.ts';
import {
  compiled,
  flowColumns,
  flowFields,
  type Region,
  state,
  textsByNumber,
} from '../scan-memory.ts';
import { COLUMNS_MAX, type FlowColumns } from './flow-fields.ts';

const { starts, lengths, firsts, values, texts } = flowFields;

/** What the shared memory says of columns, whichever reader wrote it. */
let written: FlowColumns | undefined;

/**
 * The fields of the line of a flow log that was read last, found in its bytes by
 * `assembly/flow-lines.ts`. Good until any line is read by any reader.
 */
export class FlowLine {
  /** Behind the line and its end. */
  next = 0;
  private region: Region | undefined;
  private columns: FlowColumns | undefined;

  /** Takes up the line that begins at `from`. It is whole: a line's end is in the region. */
  read(region: Region, from: number, columns: FlowColumns): void {
    if (columns !== written) write(columns);
    compiled.readFlowLine(region.start + from);
    this.region = region;
    this.columns = columns;
    this.next = (state[LINE_END] as number) - region.start;
  }

  /** The line has as many fields as are known by name. */
  get isOfColumns(): boolean {
    const count = state[LINE_FIELDS] as number;
    return count === this.columns?.count && count < COLUMNS_MAX;
  }

  /** The field has a value. */
  has(field: number): boolean {
    return lengths[field] !== 0;
  }

  /** Empty text for a field that the line lacks, or has no value for. */
  text(field: number): string {
    const length = lengths[field] as number;
    if (length === 0 || this.region === undefined) return '';
    const from = (starts[field] as number) - this.region.start;
    return this.region.bytes.toString('utf8', from, from + length);
  }

  /** The same, of a field whose values are numbered: one string for all lines that name it. */
  name(field: number): string {
    if (lengths[field] === 0) return '';
    const number = texts[field] as number;
    const known = textsByNumber.get(number);
    if (known !== undefined) return known;
    const text = this.text(field);
    textsByNumber.set(number, text);
    return text;
  }

  /** The first byte of the field; 0 where the line lacks it. */
  first(field: number): number {
    return firsts[field] as number;
  }

  /** -1 where the field is no whole number. */
  number(field: number): number {
    return values[field] as number;
  }

  /** The IPv4 address that the field is, as a number; -1 where it is none. */
  ipv4(field: number): number {
    return values[field] as number;
  }
}

function write(columns: FlowColumns): void {
  flowColumns.set(columns.fields);
  compiled.clearFlowFields();
  written = columns;
}
