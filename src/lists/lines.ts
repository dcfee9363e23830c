import { setImmediate } from 'node:timers/promises';
import { LIST_ITEMS_PER_TURN, LIST_LINE_CHARS_MAX } from '../limits.ts';
import type { EntryCollector } from './entries.ts';

/** Lets others have their turn after every so many items of a long file. */
export class Turns {
  #items = 0;

  /** True once a turn is over: then `await next()`. */
  isOver(): boolean {
    this.#items += 1;
    return this.#items % LIST_ITEMS_PER_TURN === 0;
  }

  async next(): Promise<void> {
    await setImmediate();
  }
}

/**
 * Hands over each line that holds something, without blanks around it. A line longer than any
 * entry is counted as unreadable.
 */
export async function eachLine(
  text: string,
  entries: EntryCollector,
  visit: (line: string) => void,
): Promise<void> {
  const turns = new Turns();
  let start = 0;
  while (start < text.length) {
    const end = text.indexOf('\n', start);
    const stop = end < 0 ? text.length : end;
    if (stop - start > LIST_LINE_CHARS_MAX) entries.counts.unreadable += 1;
    else {
      const line = text.slice(start, stop).trim();
      if (line !== '') visit(line);
    }
    start = stop + 1;
    if (turns.isOver()) await turns.next();
  }
}

/** The fields of a line of comma-separated values, unquoted and without blanks around them. */
export function csvFields(line: string): string[] {
  const fields: string[] = [];
  let at = 0;
  do {
    const quoted = /\s*"((?:[^"]|"")*)"\s*(?=,|$)/y;
    quoted.lastIndex = at;
    const [whole, inner = ''] = quoted.exec(line) ?? [];
    const comma = whole === undefined ? line.indexOf(',', at) : at + whole.length;
    const end = comma < 0 ? line.length : comma;
    fields.push(whole === undefined ? line.slice(at, end).trim() : inner.replaceAll('""', '"'));
    at = end + 1;
  } while (at <= line.length);
  return fields;
}
