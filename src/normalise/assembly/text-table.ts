import { GENERATION } from './state.ts';
import { get, INT, set } from './words.ts';

/**
 * Numbers the texts of records: the same bytes have the same number, so that a text of which a
 * million records name a few hundred is made a few hundred times. It forgets all when it is full:
 * logs in which every text is new cost what they would cost without it, and no more memory.
 */

/** Longer texts hardly ever come twice. */
const TEXT_BYTES_MAX = 512;
/** A power of two; half of them are used. */
const SLOTS = 65_536;
const SLOTS_USED_MAX = SLOTS / 2;
const BYTES_MAX = 24 * SLOTS;
/** What one record may add, as a rule: the table is emptied between records only. */
const TEXTS_OF_RECORD = 32;
/** Whoever has found out how to make texts meet gets no numbers for them. */
const PROBES_MAX = 32;
const PLACES = 64;
const HASH_PRIME: u64 = 0x165667b19e3779;

/** Behind the last text: instructions read that far. */
const SLACK = 16;

/** By number, from 1: where the text is, and its length. Nobody has the number 0. */
const starts = memory.data((SLOTS + 1) * INT);
const lengths = memory.data((SLOTS + 1) * INT);
/** By the member that a text was read for: the number before, mostly the same. */
const lately = memory.data(PLACES * INT);
const texts = memory.data(BYTES_MAX + SLACK);

let count: i32 = 0;
let used: i32 = 0;
/** Before each record: makes room. */
export function prepareTexts(): void {
  const isFull = count > SLOTS_USED_MAX - TEXTS_OF_RECORD;
  if (!isFull && used <= BYTES_MAX - TEXTS_OF_RECORD * TEXT_BYTES_MAX) return;
  memory.fill(starts, 0, (SLOTS + 1) * INT);
  memory.fill(lately, 0, PLACES * INT);
  count = 0;
  used = 0;
  set(GENERATION, get(GENERATION) + 1);
}

/** The number of this text, or 0 where it gets none. `place` is below PLACES. */
export function textNumber(from: i32, length: i32, place: i32): i32 {
  if (length > TEXT_BYTES_MAX) return 0;
  const before = load<i32>(lately + place * INT);
  if (before !== 0 && isText(before, from, length)) return before;
  let slot = hashOf(from, length) & (SLOTS - 1);
  for (let probe = 0; probe < PROBES_MAX; probe += 1) {
    const number = slot + 1;
    const isFree = load<i32>(starts + number * INT) === 0;
    if (isFree && !add(number, from, length)) return 0;
    if (isFree || isText(number, from, length)) {
      store<i32>(lately + place * INT, number);
      return number;
    }
    slot = (slot + 1) & (SLOTS - 1);
  }
  return 0;
}

function isText(number: i32, from: i32, length: i32): bool {
  if (load<i32>(lengths + number * INT) !== length) return false;
  return isSame(load<i32>(starts + number * INT), from, length);
}

/** May read up to 15 bytes behind either. */
export function isSame(one: i32, other: i32, length: i32): bool {
  let done = 0;
  for (; done + 16 <= length; done += 16) {
    const same = i8x16.eq(v128.load(one + done), v128.load(other + done));
    if (i8x16.bitmask(same) !== 0xffff) return false;
  }
  const same = i8x16.eq(v128.load(one + done), v128.load(other + done));
  return (~i8x16.bitmask(same) & ((1 << (length - done)) - 1)) === 0;
}

function add(number: i32, from: i32, length: i32): bool {
  if (count >= SLOTS_USED_MAX || used + length > BYTES_MAX) return false;
  memory.copy(texts + used, from, length);
  store<i32>(starts + number * INT, <i32>texts + used);
  store<i32>(lengths + number * INT, length);
  used += length;
  count += 1;
  return true;
}

/** May read up to 7 bytes behind. */
function hashOf(from: i32, length: i32): i32 {
  let hash: u64 = length;
  let done = 0;
  for (; done + 8 <= length; done += 8) {
    hash = (hash ^ load<u64>(from + done)) * HASH_PRIME;
    hash ^= hash >> 32;
  }
  if (done < length) {
    const rest = load<u64>(from + done) & (((<u64>1) << ((length - done) * 8)) - 1);
    hash = (hash ^ rest) * HASH_PRIME;
  }
  return <i32>(hash >> 32);
}
