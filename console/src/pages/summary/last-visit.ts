import { dateOf, now, parseIso } from '../../clock.ts';

/** A visit ends with the page: who comes back within the hour is still on the same one. */
const SAME_VISIT_MILLIS = 60 * 60_000;

interface Kept {
  /** When the visit before this one was over. */
  readonly before?: string;
  /** When the summary was last looked at. */
  readonly seen: string;
}

/** What is kept of visits, and since when changes are told; undefined on the first visit. */
export function nextVisit(stored: string | null, at: number): { kept: Kept; since?: string } {
  const last = parse(stored);
  const seen = dateOf(at).toISOString();
  const lastSeen = parseIso(last?.seen);
  if (last === undefined || lastSeen === undefined) return { kept: { seen } };
  const isSame = at - lastSeen < SAME_VISIT_MILLIS;
  const before = isSame ? last.before : last.seen;
  return before === undefined ? { kept: { seen } } : { kept: { seen, before }, since: before };
}

/** Notes that the summary is looked at; answers since when changes are to be told. */
export function visit(accountId: string, region: string): string | undefined {
  const key = `vedette-visit ${accountId} ${region}`;
  const { kept, since } = nextVisit(localStorage.getItem(key), now());
  localStorage.setItem(key, JSON.stringify(kept));
  return since;
}

function parse(stored: string | null): Kept | undefined {
  try {
    const value: unknown = JSON.parse(stored ?? 'null');
    if (typeof value !== 'object' || value === null) return undefined;
    const { seen, before } = value as Record<string, unknown>;
    if (typeof seen !== 'string') return undefined;
    return typeof before === 'string' ? { seen, before } : { seen };
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
