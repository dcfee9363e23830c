import { createHash } from 'node:crypto';
import {
  EVENT_WINDOW_LATE_MINUTES,
  EVENT_WINDOW_SLOTS,
  EVENT_WINDOW_VALUE_CHARS_MAX,
  EVENT_WINDOW_VALUES_MAX,
} from '../limits.ts';

/** How much within how long is too much. */
export interface WindowRule {
  readonly minutes: number;
  /** The sum, or the number of different values, from which on a window counts. */
  readonly reach: number;
}

/** A window that an event has brought to its rule's reach. */
export interface Reached {
  /** What is in the window by now: no less than the reach. */
  readonly total: number;
  /** Different values in the window, in order, without those of slots that need them no more. */
  readonly values: readonly string[];
}

const NONE: readonly Reached[] = [];

/** As it is stored: slots with their totals, and those that hold values with values and weights. */
interface Stored {
  readonly width: number;
  readonly newest: number;
  readonly fired: readonly number[];
  readonly totals: readonly [number, number][];
  readonly values: readonly [number, readonly [string, number][]][];
}

type Parts = Pick<Stored, 'newest'> & {
  readonly fired: Iterable<number>;
  readonly totals: Iterable<readonly [number, number]>;
  readonly values: Iterable<readonly [number, Iterable<readonly [string, number]>]>;
};

/**
 * Counts in event time, whatever the order in which events arrive. Time is cut into slots, a fourth
 * of the window each; an event adds to its slot, and adding commutes. A window is four slots of
 * which the last is not empty. Each reports once for the period (as long as a window, at fixed
 * times) that it ends in: which periods report follows from the slots alone, so neither late nor
 * reordered records change how often, and an attack that goes on is counted once per window of
 * time, not once per line.
 *
 * Records later than the newest by more than a window and `EVENT_WINDOW_LATE_MINUTES` are left
 * out. Cost: a sum takes some 12 bytes per slot that is not empty; different values take some 20
 * each, at most `EVENT_WINDOW_VALUES_MAX`, the oldest slots going first; a slot that reaches the
 * threshold by itself needs no values any more. An event costs one or two map operations, and for
 * different values a union of four slots when it brings a new one.
 */
export class EventWindow {
  readonly #width: number;
  readonly #kept: number;
  readonly #totals = new Map<number, number>();
  /** Of a slot that holds different values, fewer than the reach: value → weight. */
  readonly #values = new Map<number, Map<string, number>>();
  readonly #fired = new Set<number>();
  #newest = Number.NEGATIVE_INFINITY;
  /** Of all totals: while it is below the reach, so is every window. */
  #sum = 0;
  #size = 0;

  constructor(readonly rule: WindowRule) {
    this.#width = (rule.minutes * 60_000) / EVENT_WINDOW_SLOTS;
    this.#kept = EVENT_WINDOW_SLOTS + (EVENT_WINDOW_LATE_MINUTES * 60_000) / this.#width;
  }

  /** What was stored, unless the rule's length has changed since: then nothing. */
  static parse(text: string, rule: WindowRule): EventWindow {
    const stored = JSON.parse(text) as Stored;
    const window = new EventWindow(rule);
    if (stored.width === window.#width) window.#take(stored);
    return window;
  }

  clone(): EventWindow {
    const copy = new EventWindow(this.rule);
    copy.#take({
      newest: this.#newest,
      fired: this.#fired,
      totals: this.#totals,
      values: this.#values,
    });
    return copy;
  }

  text(): string {
    const stored: Stored = {
      width: this.#width,
      newest: this.#newest,
      fired: [...this.#fired],
      totals: [...this.#totals],
      values: [...this.#values].map(([at, values]) => [at, [...values]]),
    };
    return JSON.stringify(stored);
  }

  /** How many different values are held. */
  get size(): number {
    return this.#size;
  }

  /** Adds to the sum. Answers the windows that it brings to their reach. */
  add(time: number, amount: number): readonly Reached[] {
    const at = Math.floor(time / this.#width);
    if (amount <= 0 || !this.#isInTime(at)) return NONE;
    this.#totals.set(at, (this.#totals.get(at) ?? 0) + amount);
    this.#sum += amount;
    return this.#newlyReached(at);
  }

  /** Adds a value, which weighs once however often it comes. Answers as `add` does. */
  addValue(time: number, value: string, weight: number): readonly Reached[] {
    const at = Math.floor(time / this.#width);
    if (weight <= 0 || !this.#isInTime(at)) return NONE;
    const total = this.#totals.get(at) ?? 0;
    const values = this.#values.get(at) ?? new Map<string, number>();
    const short = shortened(value);
    if (total >= this.rule.reach || values.has(short)) return NONE;
    this.#values.set(at, values.set(short, weight));
    this.#totals.set(at, total + weight);
    this.#sum += weight;
    this.#size += 1;
    const reached = this.#newlyReached(at);
    if (total + weight >= this.rule.reach) this.#forgetValues(at);
    this.#makeRoom(at);
    return reached;
  }

  #take({ newest, fired, totals, values }: Parts): void {
    this.#newest = newest;
    for (const period of fired) this.#fired.add(period);
    for (const [at, total] of totals) {
      this.#totals.set(at, total);
      this.#sum += total;
    }
    for (const [at, held] of values) {
      const copy = new Map(held);
      this.#values.set(at, copy);
      this.#size += copy.size;
    }
  }

  #isInTime(at: number): boolean {
    if (at <= this.#newest) return at > this.#newest - this.#kept;
    this.#newest = at;
    for (const old of this.#totals.keys()) if (old <= at - this.#kept) this.#forget(old);
    const before = Math.floor((at - this.#kept) / EVENT_WINDOW_SLOTS);
    for (const period of this.#fired) if (period < before) this.#fired.delete(period);
    return true;
  }

  #forget(at: number): void {
    this.#forgetValues(at);
    this.#sum -= this.#totals.get(at) ?? 0;
    this.#totals.delete(at);
  }

  #forgetValues(at: number): void {
    this.#size -= this.#values.get(at)?.size ?? 0;
    this.#values.delete(at);
  }

  #makeRoom(but: number): void {
    if (this.#size <= EVENT_WINDOW_VALUES_MAX) return;
    for (const at of [...this.#values.keys()].sort((a, b) => a - b)) {
      if (this.#size <= EVENT_WINDOW_VALUES_MAX) return;
      if (at !== but) this.#forget(at);
    }
  }

  /** Windows that the slot is in, that end in a slot with something in it, and are new. */
  #newlyReached(at: number): readonly Reached[] {
    // By one, since sums of fractions are not exact.
    if (this.#sum < this.rule.reach - 1) return NONE;
    const found: Reached[] = [];
    for (let end = at; end < at + EVENT_WINDOW_SLOTS; end += 1) {
      const period = Math.floor(end / EVENT_WINDOW_SLOTS);
      if (!this.#totals.has(end) || this.#fired.has(period)) continue;
      const reached = this.#contents(end);
      if (reached.total < this.rule.reach) continue;
      this.#fired.add(period);
      found.push(reached);
    }
    return found;
  }

  #contents(end: number): Reached {
    let total = 0;
    const held = [];
    for (let at = end - EVENT_WINDOW_SLOTS + 1; at <= end; at += 1) {
      total += this.#totals.get(at) ?? 0;
      held.push(...(this.#values.get(at) ?? []));
    }
    if (total < this.rule.reach || held.length === 0) return { total, values: [] };
    const union = new Map(held);
    // What several slots have counts once.
    for (const [, weight] of held) total -= weight;
    for (const weight of union.values()) total += weight;
    return { total, values: [...union.keys()].sort() };
  }
}

/** Long values are known by a digest: 66 bits, so that two of them are never taken for one. */
function shortened(value: string): string {
  if (value.length <= EVENT_WINDOW_VALUE_CHARS_MAX) return value;
  return createHash('sha256').update(value).digest('base64').slice(0, 11);
}
