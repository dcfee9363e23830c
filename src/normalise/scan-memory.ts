import { readBuiltFile } from '../lib/built-file.ts';
import { RECORD_DEPTH_MAX } from '../limits.ts';
import { COLUMNS_MAX, FLOW_FIELDS } from './assembly/flow-fields.ts';
import {
  ANSWERS_MAX,
  GENERATION,
  KEY_BYTES,
  PAGES,
  PAGES_MAX,
  STATE_WORDS,
} from './assembly/state.ts';
import { RECORD_KEYS } from './record-head-names.ts';

/** What `assembly/index.ts` exports; places in memory are addresses of bytes. */
interface Compiled {
  readonly keyPlaces: WebAssembly.Global;
  readonly keyNames: WebAssembly.Global;
  readonly keyLengths: WebAssembly.Global;
  readonly state: WebAssembly.Global;
  readonly answers: WebAssembly.Global;
  readonly addresses: WebAssembly.Global;
  readonly flowColumns: WebAssembly.Global;
  readonly flowStarts: WebAssembly.Global;
  readonly flowLengths: WebAssembly.Global;
  readonly flowFirsts: WebAssembly.Global;
  readonly flowValues: WebAssembly.Global;
  readonly flowTexts: WebAssembly.Global;
  readonly end: WebAssembly.Global;
  setUp(keyFactor: number, depthMax: number): void;
  /** As `RecordHeadReader.read` answers, but in addresses. */
  readRecord(from: number, end: number, mayContain: number): number;
  /** Texts of the object at `from`, from member `first` to `last`. */
  readMembers(from: number, end: number, first: number, last: number): number;
  /** As `valueEnd` below, but in addresses. */
  valueEnd(from: number, end: number, depthMax: number): number;
  /** The line at `from`, which ends in a newline, into `flowFields` and `state`. */
  readFlowLine(from: number): void;
  /** Before lines with other columns are read. */
  clearFlowFields(): void;
}

const PAGE_BYTES = 65_536;

/** Shared, though no other thread has it: such memory keeps its views when it grows. */
const memory = new WebAssembly.Memory({ initial: PAGES, maximum: PAGES_MAX, shared: true });

export const compiled = instantiate();

/** What was found in the record read last, by whichever reader: see `assembly/state.ts`. */
export const state = new Int32Array(memory.buffer, compiled.state.value, STATE_WORDS);

/** The address of nothing. */
export const ABSENT = 0;
/** Where the answers of that record begin, if it is a query; and the addresses among them. */
export const answers = new Int32Array(memory.buffer, compiled.answers.value, ANSWERS_MAX);
export const answerAddresses = new Uint32Array(
  memory.buffer,
  compiled.addresses.value,
  ANSWERS_MAX,
);

/** By column of a flow log, the field that stands in it: written before its lines are read. */
export const flowColumns = new Uint8Array(memory.buffer, compiled.flowColumns.value, COLUMNS_MAX);

/** Of the line of a flow log read last, by field: see `assembly/flow-lines.ts`. */
export const flowFields = {
  starts: new Int32Array(memory.buffer, compiled.flowStarts.value, FLOW_FIELDS),
  lengths: new Int32Array(memory.buffer, compiled.flowLengths.value, FLOW_FIELDS),
  firsts: new Uint8Array(memory.buffer, compiled.flowFirsts.value, FLOW_FIELDS),
  values: new Float64Array(memory.buffer, compiled.flowValues.value, FLOW_FIELDS),
  texts: new Int32Array(memory.buffer, compiled.flowTexts.value, FLOW_FIELDS),
};

/** Strings by the numbers that their bytes have in the shared memory, while those are good. */
export class TextsByNumber {
  private texts: string[] = [];
  private generation = 0;

  /** Undefined for 0, and for what was not set. */
  get(number: number): string | undefined {
    if (state[GENERATION] !== this.generation) {
      this.generation = state[GENERATION] as number;
      this.texts = [];
    }
    return this.texts[number];
  }

  /** Behind `get`, which had nothing. */
  set(number: number, text: string): void {
    if (number > 0) this.texts[number] = text;
  }
}

/** One for all readers: logs name the same accounts, calls and interfaces again and again. */
export const textsByNumber = new TextsByNumber();

/** Bytes of the shared memory that are somebody's until they are given back. */
export interface Region {
  /** The address of the first. */
  readonly start: number;
  readonly bytes: Buffer;
}

/** Most files of CloudTrail are smaller. A power of two. */
const REGION_BYTES_MIN = 256 * 1024;
/** What was given back, by size: sizes are powers of two. */
const spare = new Map<number, Region[]>();
let taken = compiled.end.value;

/** At least so many bytes. Throws RangeError where the memory is full. */
export function takeRegion(bytesMin: number): Region {
  let bytes = REGION_BYTES_MIN;
  while (bytes < bytesMin) bytes *= 2;
  const found = spare.get(bytes)?.pop();
  if (found !== undefined) return found;
  const start = taken;
  const missing = start + bytes - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / PAGE_BYTES));
  taken += bytes;
  return { start, bytes: Buffer.from(memory.buffer, start, bytes) };
}

/** Moves what is between two indices to the front, into a larger region where room is needed. */
export function withRoom(region: Region, from: number, end: number, room: number): Region {
  const needed = end - from + room;
  if (needed <= region.bytes.length) {
    region.bytes.copyWithin(0, from, end);
    return region;
  }
  const larger = takeRegion(needed);
  region.bytes.copy(larger.bytes, 0, from, end);
  giveBack(region);
  return larger;
}

/**
 * From the first byte of any JSON value to the index behind it; or NEED_MORE where it goes on
 * behind `end`, SYNTAX, TOO_DEEP. Nested ones are bracket-matched. PADDING lies behind the data.
 */
export function valueEnd(region: Region, from: number, end: number, depthMax: number): number {
  const { start } = region;
  const behind = compiled.valueEnd(start + from, start + end, depthMax);
  return behind < 0 ? behind : behind - start;
}

/** Throws where it was given back before: two readers would write into the same bytes. */
export function giveBack(region: Region): void {
  const { length } = region.bytes;
  const others = spare.get(length) ?? [];
  if (others.includes(region)) throw new Error('A region was given back twice.');
  spare.set(length, [...others, region]);
}

function instantiate(): Compiled {
  const module = new WebAssembly.Module(readBuiltFile('log-reading.wasm'));
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  const made = exports as unknown as Compiled;
  const bytes = Buffer.from(memory.buffer);
  bytes.set(RECORD_KEYS.byPlace, made.keyPlaces.value);
  for (const [number, name] of RECORD_KEYS.names.entries()) {
    bytes.set(name, made.keyNames.value + number * KEY_BYTES);
    bytes[made.keyLengths.value + number] = name.length;
  }
  made.setUp(RECORD_KEYS.factor, RECORD_DEPTH_MAX);
  return made;
}
