import {
  MEMORY_ENTRIES_MAX,
  MEMORY_ENTRIES_PER_SCOPE_MAX,
  MEMORY_VALUE_CHARS_MAX,
  MEMORY_WINDOW_VALUES_PER_ENTRY,
} from '../limits.ts';
import type { Memory } from './define.ts';
import { EventWindow, type Reached, type WindowRule } from './event-window.ts';

/** One remembered value as it is stored: `value` is JSON text, `at` the time of its event. */
export interface Remembered {
  readonly scope: string;
  readonly key: string;
  readonly value: string;
  readonly at: number;
}

/** What a batch changed, to be stored in the transaction that commits the batch. */
export interface MemoryChanges {
  readonly saved: readonly Remembered[];
  readonly deleted: readonly { readonly scope: string; readonly keys: readonly string[] }[];
}

/** Remembered, with the room that it takes: 1 for a plain value. */
interface Entry extends Remembered {
  readonly room: number;
  /** A window that is in use is written as text only when it is stored. */
  readonly window?: EventWindow;
}

/** Scope → key → value, and scope → keys. */
type Kept = Map<string, Map<string, Entry>>;
type Gone = Map<string, Set<string>>;

const LIMITS = { entriesMax: MEMORY_ENTRIES_MAX, perScopeMax: MEMORY_ENTRIES_PER_SCOPE_MAX };

/**
 * What detections remember, oldest first. What was written longest ago is dropped first, within a
 * scope before anywhere else, so that one account cannot flush the memory of another.
 */
export class DetectionMemory {
  readonly #scopes: Kept = new Map();
  /** The room that each scope takes. */
  readonly #rooms = new Map<string, number>();
  readonly #limits: typeof LIMITS;
  #size = 0;
  #dropped = 0;
  #generation = 0;

  constructor(remembered: readonly Remembered[] = [], limits: typeof LIMITS = LIMITS) {
    this.#limits = limits;
    for (const entry of [...remembered].sort((a, b) => a.at - b.at)) this.#write(restored(entry));
  }

  /** The room taken by all, in plain values. */
  get size(): number {
    return this.#size;
  }

  /** Values that were dropped to make room, since the start. */
  get dropped(): number {
    return this.#dropped;
  }

  get generation(): number {
    return this.#generation;
  }

  /** A view for one batch: nothing is changed for good before its `commit`. */
  batch(): MemoryBatch {
    return new MemoryBatch(this);
  }

  find(scope: string, key: string): Entry | undefined {
    return this.#scopes.get(scope)?.get(key);
  }

  /** Writes what a batch kept, and drops what must make room for it. */
  apply(kept: Kept): void {
    const gone = this.roomFor(kept);
    this.#generation += 1;
    for (const values of kept.values()) for (const entry of values.values()) this.#write(entry);
    for (const [scope, keys] of gone) for (const key of keys) this.#drop(scope, key);
  }

  /** What must go once `kept` is written. Changes nothing. */
  roomFor(kept: Kept): Gone {
    const gone: Gone = new Map();
    let sizeAfter = this.#size;
    for (const [scope, values] of kept) sizeAfter += this.#roomInScope(scope, values, gone);
    for (const [scope, values] of this.#scopes) {
      if (sizeAfter <= this.#limits.entriesMax) break;
      for (const [key, { room }] of values) {
        if (sizeAfter <= this.#limits.entriesMax) break;
        if (kept.get(scope)?.has(key) || gone.get(scope)?.has(key)) continue;
        markGone(gone, scope, key);
        sizeAfter -= room;
      }
    }
    return gone;
  }

  /** Marks what exceeds the scope's limit; answers by how much the scope grows. */
  #roomInScope(scope: string, values: ReadonlyMap<string, Entry>, gone: Gone): number {
    const before: ReadonlyMap<string, Entry> = this.#scopes.get(scope) ?? new Map();
    let growth = 0;
    for (const [key, { room }] of values) growth += room - (before.get(key)?.room ?? 0);
    let excess = (this.#rooms.get(scope) ?? 0) + growth - this.#limits.perScopeMax;
    if (excess <= 0) return growth;
    const oldestFirst = [...before.values()].filter(({ key }) => !values.has(key));
    for (const { key, room } of [...oldestFirst, ...values.values()]) {
      if (excess <= 0) break;
      markGone(gone, scope, key);
      excess -= room;
      growth -= room;
    }
    return growth;
  }

  #write(entry: Entry): void {
    const values = this.#scopes.get(entry.scope) ?? new Map<string, Entry>();
    const before = values.get(entry.key)?.room ?? 0;
    values.delete(entry.key);
    values.set(entry.key, entry);
    this.#grow(entry.scope, entry.room - before);
    // Deleted and set again, so that the scope written last is the last to be dropped from.
    this.#scopes.delete(entry.scope);
    this.#scopes.set(entry.scope, values);
  }

  #drop(scope: string, key: string): void {
    const values = this.#scopes.get(scope);
    const room = values?.get(key)?.room;
    if (values === undefined || room === undefined) return;
    values.delete(key);
    this.#grow(scope, -room);
    this.#dropped += 1;
    if (values.size > 0) return;
    this.#scopes.delete(scope);
    this.#rooms.delete(scope);
  }

  #grow(scope: string, by: number): void {
    this.#size += by;
    this.#rooms.set(scope, (this.#rooms.get(scope) ?? 0) + by);
  }
}

/** What one batch of events reads and keeps. Without `commit` it has changed nothing. */
export class MemoryBatch {
  readonly #memory: DetectionMemory;
  readonly #kept: Kept = new Map();
  readonly #startedAt: number;
  #changes = 0;
  #looks = 0;

  constructor(memory: DetectionMemory) {
    this.#memory = memory;
    this.#startedAt = memory.generation;
  }

  /** How many values were kept since the batch began. */
  get changes(): number {
    return this.#changes;
  }

  /**
   * How often a value was kept or looked for since the batch began. An event that did either would
   * be judged otherwise if it came a second time, when later ones have been seen.
   */
  get uses(): number {
    return this.#changes + this.#looks;
  }

  /** The memory of one scope for an event of this time. */
  open(scope: string, eventTime: number): Memory {
    return {
      last: (key) => {
        this.#looks += 1;
        const entry = this.#find(scope, key);
        return entry && entry.at <= eventTime ? JSON.parse(entry.value) : undefined;
      },
      keep: (key, value) => this.#keep(scope, key, value, eventTime),
      sum: (key, rule, amount = 1) =>
        this.#count(scope, `sum|${key}`, rule, eventTime, (window) =>
          window.add(eventTime, amount),
        ),
      distinct: (key, rule, value, weight = 1) =>
        this.#count(scope, `distinct|${key}`, rule, eventTime, (window) =>
          window.addValue(eventTime, value, weight),
        ),
    };
  }

  /** What to store. */
  changed(): MemoryChanges {
    const gone = this.#memory.roomFor(this.#kept);
    const kept = [...this.#kept.values()].flatMap((values) => [...values.values()]);
    return {
      saved: kept
        .filter((entry) => !gone.get(entry.scope)?.has(entry.key))
        .map(({ scope, key, value, at }) => ({ scope, key, value, at })),
      deleted: [...gone].map(([scope, keys]) => ({ scope, keys: [...keys] })),
    };
  }

  /** After the store has committed. */
  commit(): void {
    if (this.#memory.generation !== this.#startedAt) {
      throw new Error('Another batch has changed the memory.');
    }
    this.#memory.apply(this.#kept);
  }

  #find(scope: string, key: string): Entry | undefined {
    return this.#kept.get(scope)?.get(key) ?? this.#memory.find(scope, key);
  }

  #keep(scope: string, key: string, value: unknown, at: number): void {
    const written = JSON.stringify(value);
    if (written === undefined || key.length + written.length > MEMORY_VALUE_CHARS_MAX) {
      throw new RangeError('A detection kept a value that is too large, or none.');
    }
    const entry = this.#find(scope, key);
    if (entry && (entry.at > at || entry.value === written)) return;
    this.#put({ scope, key, value: written, at, room: 1 });
  }

  #count(
    scope: string,
    key: string,
    rule: WindowRule,
    at: number,
    count: (window: EventWindow) => readonly Reached[],
  ): readonly Reached[] {
    if (key.length > MEMORY_VALUE_CHARS_MAX) throw new RangeError('A key is too large.');
    const mine = this.#kept.get(scope)?.get(key);
    const entry = mine ?? this.#memory.find(scope, key);
    // A window of the memory itself is left alone until the commit: the batch counts in a copy.
    const window = mine?.window ?? entry?.window?.clone() ?? parsed(entry, rule);
    const reached = count(window);
    if (mine instanceof WindowEntry) {
      mine.at = Math.max(at, mine.at);
      this.#changes += 1;
    } else this.#put(new WindowEntry(scope, key, window, Math.max(at, entry?.at ?? at)));
    return reached;
  }

  #put(entry: Entry): void {
    const values = this.#kept.get(entry.scope) ?? new Map<string, Entry>();
    values.set(entry.key, entry);
    this.#kept.set(entry.scope, values);
    this.#changes += 1;
  }
}

/** A window in use; its room and text are those that it has when somebody asks. */
class WindowEntry implements Entry {
  constructor(
    readonly scope: string,
    readonly key: string,
    readonly window: EventWindow,
    /** Of the latest event. */
    public at: number,
  ) {}

  get room(): number {
    return 1 + Math.floor(this.window.size / MEMORY_WINDOW_VALUES_PER_ENTRY);
  }

  get value(): string {
    return this.window.text();
  }
}

function parsed(entry: Entry | undefined, rule: WindowRule): EventWindow {
  return entry ? EventWindow.parse(entry.value, rule) : new EventWindow(rule);
}

/** The room of a window that is not in use yet follows from its text: 20 characters a value. */
function restored(entry: Remembered): Entry {
  const room = 1 + Math.floor(entry.value.length / (20 * MEMORY_WINDOW_VALUES_PER_ENTRY));
  return { ...entry, room: entry.key.startsWith('distinct|') ? room : 1 };
}

function markGone(gone: Gone, scope: string, key: string): void {
  const keys = gone.get(scope);
  if (keys) keys.add(key);
  else gone.set(scope, new Set([key]));
}
