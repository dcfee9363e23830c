import type { Violation } from '../lib/violation.ts';
import { VIOLATION_VALUE_CHARACTERS_MAX, VIOLATIONS_MAX } from '../limits.ts';

/**
 * Gathers what is wrong with one input while a codec or the validation walks through it:
 * the walker keeps `path` and `in` at where it stands.
 */
export class Violations {
  readonly items: Violation[] = [];
  readonly path: string[] = [];
  in: Violation['in'] = 'body';

  /** Enough is known: walkers may stop. */
  get full(): boolean {
    return this.items.length >= VIOLATIONS_MAX;
  }

  add(reason: Violation['reason'], constraint: string, value?: unknown): void {
    if (this.full) return;
    this.items.push({
      path: [...this.path],
      reason,
      in: this.in,
      ...(value === undefined ? {} : { value: shortText(value) }),
      constraint,
    });
  }
}

function shortText(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? typeof value);
  if (text.length <= VIOLATION_VALUE_CHARACTERS_MAX) return text;
  return `${text.slice(0, VIOLATION_VALUE_CHARACTERS_MAX)}…`;
}
