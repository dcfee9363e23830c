import { STATE_WORDS } from './state.ts';

export const INT = 4;

/** What was found last: see `state.ts`. */
export const state = memory.data(STATE_WORDS * INT, INT);

export function set(word: i32, value: i32): void {
  store<i32>(state + word * INT, value);
}

export function get(word: i32): i32 {
  return load<i32>(state + word * INT);
}
