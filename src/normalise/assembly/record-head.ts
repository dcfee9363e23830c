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
import { ipv4At } from './ipv4.ts';
import { quoteOrBackslash, skipSpace, stringEnd, valueEnd } from './json-ends.ts';
import { key, readKey, setKeyFactor } from './keys.ts';
import {
  ADDRESSES,
  ANSWER_DATA,
  ANSWERS,
  DIGEST_START,
  HOLDERS,
  IDENTITY,
  ISSUER_TYPE,
  NAMESPACE,
  NONE,
  OBJECT,
  RESOURCE,
  SCOPE,
  TYPE,
  USERNAME,
} from './members.ts';
import { ADDRESS_COUNT, ANSWER_COUNT, ANSWERS_MAX, PLACES, POSITION, TEXTS } from './state.ts';
import { prepareTexts, textNumber } from './text-table.ts';
import { get, INT, set, state } from './words.ts';

const ABSENT = 0;

/** Where each answer of a query begins; the IPv4 addresses among them. */
export const answers = memory.data(ANSWERS_MAX * INT);
export const addresses = memory.data(ANSWERS_MAX * INT);

let depthMax: i32 = 0;

export function setUp(keyFactor: i32, recordDepthMax: i32): void {
  setKeyFactor(keyFactor);
  depthMax = recordDepthMax;
}

/** Set by `enter` and `pass`: the bracket is closed, and they answer the index behind it. */
let isClosed: bool = false;

/** From an opening bracket to what stands first in it. */
function enter(from: i32, end: i32, closing: i32): i32 {
  const index = skipSpace(from + 1, end);
  isClosed = index < end && load<u8>(index) === closing;
  if (isClosed) return index + 1;
  return index < end ? index : NEED_MORE;
}

/** From behind a value, or what was wrong with it, to the next. */
function pass(behind: i32, end: i32, closing: i32): i32 {
  if (behind < 0) return behind;
  isClosed = false;
  const index = skipSpace(behind, end);
  if (index >= end) return NEED_MORE;
  const byte = load<u8>(index);
  isClosed = byte === closing;
  if (isClosed) return index + 1;
  if (byte !== COMMA) return SYNTAX;
  const next = skipSpace(index + 1, end);
  return next < end ? next : NEED_MORE;
}

export function readRecord(from: i32, end: i32, mayContain: bool): i32 {
  prepareTexts();
  memory.fill(state + PLACES * INT, <u8>ABSENT, HOLDERS * INT);
  set(ANSWER_COUNT, 0);
  set(ADDRESS_COUNT, 0);
  let index = enter(from, end, BRACE_CLOSE);
  while (index >= 0 && !isClosed) {
    index = readKey(index, end);
    if (index < 0) return index;
    if (key >= HOLDERS && mayContain && load<u8>(index) === BRACKET_OPEN) {
      set(POSITION, index + 1);
      return CONTAINER;
    }
    index = pass(readMember(key, index, end), end, BRACE_CLOSE);
  }
  return index;
}

function readMember(name: i32, from: i32, end: i32): i32 {
  if (name === NONE || name >= TYPE) return valueEnd(from, end, depthMax);
  if (name < DIGEST_START) return readText(name, from, end);
  if (name >= IDENTITY) return lookInto(name, from, end);
  set(PLACES + name, from);
  return valueEnd(from, end, depthMax);
}

function lookInto(name: i32, from: i32, end: i32): i32 {
  if (name === IDENTITY) return readMembers(from, end, TYPE, SCOPE);
  if (name === ANSWERS) return readAnswers(from, end);
  if (name === OBJECT) return readMembers(from, end, RESOURCE, NAMESPACE);
  if (name === ADDRESSES) return readFirstText(name, from, end);
  const behind = readMembers(from, end, USERNAME, USERNAME);
  set(PLACES + name, get(PLACES + USERNAME));
  set(TEXTS + name, get(TEXTS + USERNAME));
  return behind;
}

/** Of a list, the first text that is not empty. */
function readFirstText(name: i32, from: i32, end: i32): i32 {
  set(PLACES + name, ABSENT);
  if (load<u8>(from) !== BRACKET_OPEN) return valueEnd(from, end, depthMax);
  let index = enter(from, end, BRACKET_CLOSE);
  while (index >= 0 && !isClosed) {
    const isText = load<u8>(index) === QUOTE && load<u8>(index + 1) !== QUOTE;
    const isFirst = isText && get(PLACES + name) === ABSENT;
    const behind = isFirst ? readText(name, index, end) : valueEnd(index, end, depthMax);
    index = pass(behind, end, BRACKET_CLOSE);
  }
  return index;
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
  let index = enter(from, end, BRACE_CLOSE);
  while (index >= 0 && !isClosed) {
    index = readKey(index, end);
    if (index < 0) return index;
    const name = key;
    if (name < first || name > last) index = valueEnd(index, end, depthMax);
    else if (name === SCOPE) index = readMembers(index, end, ISSUER_TYPE, ISSUER_TYPE);
    else index = readText(name, index, end);
    index = pass(index, end, BRACE_CLOSE);
  }
  return index;
}

function readAnswers(from: i32, end: i32): i32 {
  set(ANSWER_COUNT, 0);
  set(ADDRESS_COUNT, 0);
  if (load<u8>(from) !== BRACKET_OPEN) return valueEnd(from, end, depthMax);
  let index = enter(from, end, BRACKET_CLOSE);
  while (index >= 0 && !isClosed) {
    const isObject = load<u8>(index) === BRACE_OPEN;
    index = isObject ? readAnswer(index, end) : valueEnd(index, end, depthMax);
    index = pass(index, end, BRACKET_CLOSE);
  }
  return index;
}

function readAnswer(from: i32, end: i32): i32 {
  let index = enter(from, end, BRACE_CLOSE);
  while (index >= 0 && !isClosed) {
    const start = readKey(index, end);
    if (start < 0) return start;
    const name = key;
    index = valueEnd(start, end, depthMax);
    if (index < 0) return index;
    if (name === ANSWER_DATA && load<u8>(start) === QUOTE) addAnswer(start, index - 1);
    index = pass(index, end, BRACE_CLOSE);
  }
  return index;
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
