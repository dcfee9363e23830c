import { readBuiltFile } from '../lib/built-file.ts';
import { RECORD_DEPTH_MAX } from '../limits.ts';
import { ANSWERS_MAX, PAGES, PAGES_MAX, STATE_WORDS } from './assembly/state.ts';
import { RECORD_KEYS } from './record-head-names.ts';

/** What `assembly/index.ts` exports; places in memory are addresses of bytes. */
interface Compiled {
  readonly keyPlaces: WebAssembly.Global;
  readonly keyNames: WebAssembly.Global;
  readonly keyLengths: WebAssembly.Global;
  readonly state: WebAssembly.Global;
  readonly answers: WebAssembly.Global;
  readonly addresses: WebAssembly.Global;
  readonly end: WebAssembly.Global;
  setUp(keyFactor: number, depthMax: number): void;
  /** As `RecordHeadReader.read` answers, but in addresses. */
  readRecord(from: number, end: number, mayContain: number): number;
  /** Texts of the object at `from`, from member `first` to `last`. */
  readMembers(from: number, end: number, first: number, last: number): number;
}

const PAGE_BYTES = 65_536;
const NAME_BYTES = 32;

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

export function giveBack(region: Region): void {
  const { length } = region.bytes;
  spare.set(length, [...(spare.get(length) ?? []), region]);
}

function instantiate(): Compiled {
  const module = new WebAssembly.Module(readBuiltFile('log-reading.wasm'));
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  const made = exports as unknown as Compiled;
  const bytes = Buffer.from(memory.buffer);
  bytes.set(RECORD_KEYS.byPlace, made.keyPlaces.value);
  for (const [number, name] of RECORD_KEYS.names.entries()) {
    bytes.set(name, made.keyNames.value + number * NAME_BYTES);
    bytes[made.keyLengths.value + number] = name.length;
  }
  made.setUp(RECORD_KEYS.factor, RECORD_DEPTH_MAX);
  return made;
}
