import {
  BRACE_CLOSE,
  BRACE_OPEN,
  BRACKET_CLOSE,
  BRACKET_OPEN,
  COMMA,
  CONTAINER,
  NEED_MORE,
  QUOTE,
  SYNTAX,
} from './codes.ts';
import { quoteOrBackslash, skipSpace, stringEnd, valueEnd } from './json-ends.ts';
import { key, keyLengths, keyNames, keyPlaces, readKey, setKeyFactor } from './keys.ts';
import {
  ANSWER_DATA,
  ANSWERS,
  CATEGORY,
  HOLDERS,
  IDENTITY,
  ISSUER_TYPE,
  SCOPE,
  TYPE,
} from './members.ts';
import {
  ADDRESS_COUNT,
  ANSWER_COUNT,
  ANSWERS_MAX,
  GENERATION,
  PLACES,
  POSITION,
  STATE_WORDS,
  TEXTS,
} from './state.ts';
import { generation, prepareTexts, textNumber } from './text-table.ts';

export { keyLengths, keyNames, keyPlaces };

const INT = 4;
const ABSENT = 0;

export const state = memory.data(STATE_WORDS * INT);
/** Where each answer of a query begins; the IPv4 addresses among them. */
export const answers = memory.data(ANSWERS_MAX * INT);
export const addresses = memory.data(ANSWERS_MAX * INT);
/** From here on, memory is whose asks for it. */
export const end: usize = __heap_base;

let depthMax: i32 = 0;

export function setUp(keyFactor: i32, recordDepthMax: i32): void {
  setKeyFactor(keyFactor);
  depthMax = recordDepthMax;
}

function set(word: i32, value: i32): void {
  store<i32>(state + word * INT, value);
}

function get(word: i32): i32 {
  return load<i32>(state + word * INT);
}

export function readRecord(from: i32, end: i32, mayContain: bool): i32 {
  prepareTexts();
  set(GENERATION, generation);
  memory.fill(state + PLACES * INT, <u8>ABSENT, HOLDERS * INT);
  set(ANSWER_COUNT, 0);
  set(ADDRESS_COUNT, 0);
  let index = skipSpace(from + 1, end);
  if (index < end && load<u8>(index) === BRACE_CLOSE) return index + 1;
  while (true) {
    if (index >= end) return NEED_MORE;
    index = readKey(index, end);
    if (index < 0) return index;
    if (key >= HOLDERS && mayContain && load<u8>(index) === BRACKET_OPEN) {
      set(POSITION, index + 1);
      return CONTAINER;
    }
    index = readMember(key, index, end);
    if (index < 0) return index;
    if (index >= end || load<u8>(index) !== COMMA) {
      index = skipSpace(index, end);
      if (index >= end) return NEED_MORE;
      if (load<u8>(index) === BRACE_CLOSE) return index + 1;
      if (load<u8>(index) !== COMMA) return SYNTAX;
    }
    index += 1;
    if (load<u8>(index) !== QUOTE) index = skipSpace(index, end);
  }
}

function readMember(name: i32, from: i32, end: i32): i32 {
  if (name !== 0 && name <= CATEGORY) return readText(name, from, end);
  if (name === IDENTITY) return readMembers(from, end, TYPE, ISSUER_TYPE - 1);
  if (name === ANSWERS) return readAnswers(from, end);
  if (name !== 0 && name < IDENTITY) set(PLACES + name, from);
  return valueEnd(from, end, depthMax);
}

/** Notes the text of a member; one that is no text is as if it were not there. */
function readText(name: i32, from: i32, end: i32): i32 {
  if (load<u8>(from) !== QUOTE) {
    set(PLACES + name, ABSENT);
    return valueEnd(from, end, depthMax);
  }
  const start = from + 1;
  let close = quoteOrBackslash(start);
  if (close >= end) return NEED_MORE;
  set(PLACES + name, from);
  if (load<u8>(close) === QUOTE) {
    set(TEXTS + name, textNumber(start, close - start, name));
    return close + 1;
  }
  set(TEXTS + name, 0);
  close = stringEnd(close, end);
  return close < 0 ? close : close + 1;
}

/** Finds texts of an object, from `first` to `last`; the index behind it. */
export function readMembers(from: i32, end: i32, first: i32, last: i32): i32 {
  for (let name = first; name <= last; name += 1) set(PLACES + name, ABSENT);
  if (first <= SCOPE && last >= SCOPE) set(PLACES + ISSUER_TYPE, ABSENT);
  if (load<u8>(from) !== BRACE_OPEN) return valueEnd(from, end, depthMax);
  let index = skipSpace(from + 1, end);
  if (index < end && load<u8>(index) === BRACE_CLOSE) return index + 1;
  while (true) {
    if (index >= end) return NEED_MORE;
    index = readKey(index, end);
    if (index < 0) return index;
    const name = key;
    if (name < first || name > last) index = valueEnd(index, end, depthMax);
    else if (name === SCOPE) index = readMembers(index, end, ISSUER_TYPE, ISSUER_TYPE);
    else index = readText(name, index, end);
    if (index < 0) return index;
    index = skipSpace(index, end);
    if (index >= end) return NEED_MORE;
    if (load<u8>(index) === BRACE_CLOSE) return index + 1;
    if (load<u8>(index) !== COMMA) return SYNTAX;
    index = skipSpace(index + 1, end);
  }
}

function readAnswers(from: i32, end: i32): i32 {
  set(ANSWER_COUNT, 0);
  set(ADDRESS_COUNT, 0);
  if (load<u8>(from) !== BRACKET_OPEN) return valueEnd(from, end, depthMax);
  let index = skipSpace(from + 1, end);
  if (index < end && load<u8>(index) === BRACKET_CLOSE) return index + 1;
  while (true) {
    if (index >= end) return NEED_MORE;
    index =
      load<u8>(index) === BRACE_OPEN ? readAnswer(index, end) : valueEnd(index, end, depthMax);
    if (index < 0) return index;
    index = skipSpace(index, end);
    if (index >= end) return NEED_MORE;
    if (load<u8>(index) === BRACKET_CLOSE) return index + 1;
    if (load<u8>(index) !== COMMA) return SYNTAX;
    index = skipSpace(index + 1, end);
  }
}

function readAnswer(from: i32, end: i32): i32 {
  let index = skipSpace(from + 1, end);
  if (index < end && load<u8>(index) === BRACE_CLOSE) return index + 1;
  while (true) {
    if (index >= end) return NEED_MORE;
    index = readKey(index, end);
    if (index < 0) return index;
    const name = key;
    const start = index;
    index = valueEnd(start, end, depthMax);
    if (index < 0) return index;
    if (name === ANSWER_DATA && load<u8>(start) === QUOTE) addAnswer(start, index - 1);
    index = skipSpace(index, end);
    if (index >= end) return NEED_MORE;
    if (load<u8>(index) === BRACE_CLOSE) return index + 1;
    if (load<u8>(index) !== COMMA) return SYNTAX;
    index = skipSpace(index + 1, end);
  }
}

function addAnswer(start: i32, close: i32): void {
  const count = get(ANSWER_COUNT);
  if (count >= ANSWERS_MAX) return;
  store<i32>(answers + count * INT, start);
  set(ANSWER_COUNT, count + 1);
  const address = ipv4At(start + 1, close);
  if (address < 0) return;
  const known = get(ADDRESS_COUNT);
  store<u32>(addresses + known * INT, <u32>address);
  set(ADDRESS_COUNT, known + 1);
}

/** The IPv4 address that these bytes spell, or -1. */
function ipv4At(from: i32, end: i32): i64 {
  let address: i64 = 0;
  let byte = -1;
  let dots = 0;
  for (let index = from; index < end; index += 1) {
    const code = <i32>load<u8>(index);
    const digit = code - 0x30;
    if (digit >= 0 && digit <= 9) {
      byte = byte < 0 ? digit : byte * 10 + digit;
      if (byte > 255) return -1;
    } else if (byte < 0 || code !== 0x2e) return -1;
    else {
      address = (address << 8) | byte;
      byte = -1;
      dots += 1;
    }
  }
  return dots === 3 && byte >= 0 ? (address << 8) | byte : -1;
}
