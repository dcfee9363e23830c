import {
  MEMORY_ENTRIES_MAX,
  MEMORY_ENTRIES_PER_SCOPE_MAX,
  MEMORY_VALUE_CHARS_MAX,
} from '../limits.ts';
import type { Memory } from './define.ts';

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

/** Scope → key → value, and scope → keys. */
type Kept = Map<string, Map<string, Remembered>>;
type Gone = Map<string, Set<string>>;

const LIMITS = { entriesMax: MEMORY_ENTRIES_MAX, perScopeMax: MEMORY_ENTRIES_PER_SCOPE_MAX };

/**
 * What detections remember, oldest first. What was written longest ago is dropped first, within a
 * scope before anywhere else, so that one account cannot flush the memory of another.
 */
export class DetectionMemory {
  readonly #scopes: Kept = new Map();
  readonly #limits: typeof LIMITS;
  #size = 0;
  #dropped = 0;
  #generation = 0;

  constructor(remembered: readonly Remembered[] = [], limits: typeof LIMITS = LIMITS) {
    this.#limits = limits;
    for (const entry of [...remembered].sort((a, b) => a.at - b.at)) this.#write(entry);
  }

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

  find(scope: string, key: string): Remembered | undefined {
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
      for (const key of values.keys()) {
        if (sizeAfter <= this.#limits.entriesMax) break;
        if (kept.get(scope)?.has(key) || gone.get(scope)?.has(key)) continue;
        markGone(gone, scope, key);
        sizeAfter -= 1;
      }
    }
    return gone;
  }

  /** Marks what exceeds the scope's limit; answers by how many values the scope grows. */
  #roomInScope(scope: string, values: ReadonlyMap<string, Remembered>, gone: Gone): number {
    const before = this.#scopes.get(scope) ?? new Map<string, Remembered>();
    let growth = [...values.keys()].filter((key) => !before.has(key)).length;
    let excess = before.size + growth - this.#limits.perScopeMax;
    const oldestFirst = [...before.keys()].filter((key) => !values.has(key));
    for (const key of [...oldestFirst, ...values.keys()]) {
      if (excess <= 0) break;
      markGone(gone, scope, key);
      excess -= 1;
      growth -= 1;
    }
    return growth;
  }

  #write(entry: Remembered): void {
    const values = this.#scopes.get(entry.scope) ?? new Map<string, Remembered>();
    if (values.delete(entry.key)) this.#size -= 1;
    values.set(entry.key, entry);
    this.#size += 1;
    // Deleted and set again, so that the scope written last is the last to be dropped from.
    this.#scopes.delete(entry.scope);
    this.#scopes.set(entry.scope, values);
  }

  #drop(scope: string, key: string): void {
    const values = this.#scopes.get(scope);
    if (!values?.delete(key)) return;
    this.#size -= 1;
    this.#dropped += 1;
    if (values.size === 0) this.#scopes.delete(scope);
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
    };
  }

  /** What to store. */
  changed(): MemoryChanges {
    const gone = this.#memory.roomFor(this.#kept);
    const kept = [...this.#kept.values()].flatMap((values) => [...values.values()]);
    return {
      saved: kept.filter((entry) => !gone.get(entry.scope)?.has(entry.key)),
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

  #find(scope: string, key: string): Remembered | undefined {
    return this.#kept.get(scope)?.get(key) ?? this.#memory.find(scope, key);
  }

  #keep(scope: string, key: string, value: unknown, at: number): void {
    const written = JSON.stringify(value);
    if (written === undefined || key.length + written.length > MEMORY_VALUE_CHARS_MAX) {
      throw new RangeError('A detection kept a value that is too large, or none.');
    }
    const entry = this.#find(scope, key);
    if (entry && (entry.at > at || entry.value === written)) return;
    const values = this.#kept.get(scope) ?? new Map<string, Remembered>();
    values.set(key, { scope, key, value: written, at });
    this.#kept.set(scope, values);
    this.#changes += 1;
  }
}

function markGone(gone: Gone, scope: string, key: string): void {
  const keys = gone.get(scope);
  if (keys) keys.add(key);
  else gone.set(scope, new Set([key]));
}
