import {
  BRACE_CLOSE,
  BRACE_OPEN,
  BRACKET_CLOSE,
  BRACKET_OPEN,
  COMMA,
  SYNTAX,
  skipSpace,
  valueEnd,
} from './json-bytes.ts';
import { KeyTable, NONE } from './key-table.ts';
import { MemberCursor } from './member-cursor.ts';

/** Which texts of an object are wanted, by name: a slot for each, members inside, or a list. */
export interface Members {
  readonly [name: string]: Wanted;
}
type Wanted = number | Members | readonly [number | Members];

/** One object of the shape, with a table of its own keys. */
interface Level {
  readonly keys: KeyTable;
  /** By the number of the key. */
  readonly wanted: readonly (Place | undefined)[];
}

interface Place {
  readonly isList: boolean;
  /** -1 where members inside are wanted. */
  readonly slot: number;
  readonly level: Level | undefined;
  /** Everything that another member of the same name makes void. */
  readonly slots: readonly number[];
}

/**
 * Reads some texts of an object in one pass over its bytes, without parsing it. As with JSON.parse,
 * the last of several members with one name wins (inside a list, all of them); what is no text is
 * as if it were not there.
 */
export class MemberReader {
  /** By slot: the texts found, in order; at most one where no list is on the way. */
  readonly texts: string[][];
  private readonly level: Level;
  private readonly cursor: MemberCursor;

  constructor(members: Members, slots: number, depthMax: number) {
    this.level = levelOf(members);
    this.texts = Array.from({ length: slots }, () => []);
    this.cursor = new MemberCursor(depthMax);
  }

  /** The first text of a slot, or empty text. */
  text(slot: number): string {
    return this.texts[slot]?.[0] ?? '';
  }

  /** The whole object is there, its `{` at `from`. False where it is broken inside. */
  read(bytes: Buffer, from: number, end: number): boolean {
    for (const [slot, texts] of this.texts.entries()) if (texts.length > 0) this.texts[slot] = [];
    return this.readObject(this.level, bytes, from, end) >= 0;
  }

  private readObject(level: Level, bytes: Buffer, from: number, end: number): number {
    let index = skipSpace(bytes, from + 1, end);
    if (bytes[index] === BRACE_CLOSE) return index + 1;
    while (index < end) {
      index = this.cursor.readKey(level.keys, bytes, index, end);
      if (index < 0) return index;
      const place = this.cursor.key === NONE ? undefined : level.wanted[this.cursor.key];
      index = this.readValue(place, bytes, index, end);
      if (index < 0) return index;
      index = skipSpace(bytes, index, end);
      if (bytes[index] === BRACE_CLOSE) return index + 1;
      if (bytes[index] !== COMMA) return SYNTAX;
      index = skipSpace(bytes, index + 1, end);
    }
    return SYNTAX;
  }

  private readValue(place: Place | undefined, bytes: Buffer, from: number, end: number): number {
    if (place === undefined) return valueEnd(bytes, from, end, this.cursor.depthMax);
    for (const slot of place.slots) {
      if ((this.texts[slot] as string[]).length > 0) this.texts[slot] = [];
    }
    if (!place.isList) return this.readElement(place, bytes, from, end);
    if (bytes[from] !== BRACKET_OPEN) return valueEnd(bytes, from, end, this.cursor.depthMax);
    let index = skipSpace(bytes, from + 1, end);
    if (bytes[index] === BRACKET_CLOSE) return index + 1;
    while (index < end) {
      index = skipSpace(bytes, this.readElement(place, bytes, index, end), end);
      if (index < 0) return index;
      if (bytes[index] === BRACKET_CLOSE) return index + 1;
      if (bytes[index] !== COMMA) return SYNTAX;
      index = skipSpace(bytes, index + 1, end);
    }
    return SYNTAX;
  }

  private readElement({ level, slot }: Place, bytes: Buffer, from: number, end: number): number {
    if (level !== undefined && bytes[from] === BRACE_OPEN) {
      return this.readObject(level, bytes, from, end);
    }
    const index = this.cursor.readText(bytes, from, end);
    if (level === undefined && this.cursor.text !== '') this.texts[slot]?.push(this.cursor.text);
    return index;
  }
}

function levelOf(members: Members, isInList = false): Level {
  return {
    keys: new KeyTable(Object.keys(members)),
    wanted: [undefined, ...Object.values(members).map((one) => placeOf(one, isInList))],
  };
}

function placeOf(wanted: Wanted, isInList: boolean): Place {
  const isList = Array.isArray(wanted);
  const [inner = 0] = isList ? (wanted as readonly [number | Members]) : [wanted as number];
  const level = typeof inner === 'number' ? undefined : levelOf(inner, isInList || isList);
  // The elements of a list share their slots, so that only the list itself makes them void.
  const slots = isInList ? [] : slotsOf(inner);
  return { isList, slot: typeof inner === 'number' ? inner : -1, level, slots };
}

function slotsOf(wanted: Wanted): number[] {
  if (typeof wanted === 'number') return [wanted];
  return Object.values(wanted).flatMap(slotsOf);
}
