import { type Cell, outcomeOf } from './cell.ts';

const OUTCOMES = ['changed', 'planned', 'unchanged', 'skipped', 'failed'] as const;

export interface RegionCount extends Readonly<Record<(typeof OUTCOMES)[number], number>> {
  readonly region: string;
}

/** How many accounts came to what, in each Region. */
export function countsOf(cells: readonly Cell[]): RegionCount[] {
  const counts = new Map<string, Record<string, number>>();
  for (const cell of cells) {
    const none = Object.fromEntries(OUTCOMES.map((outcome) => [outcome, 0]));
    const count = counts.get(cell.region) ?? none;
    const outcome = outcomeOf(cell);
    counts.set(cell.region, { ...count, [outcome]: (count[outcome] ?? 0) + 1 });
  }
  return [...counts].map(([region, count]) => ({ region, ...count }) as RegionCount);
}

/** What is worth a line of each account: the same in several Regions is told once. */
export function linesOf(cells: readonly Cell[]): string[] {
  const lines = new Map<string, { who: string; what: string; regions: string[] }>();
  for (const cell of cells) {
    const outcome = outcomeOf(cell);
    if (outcome === 'unchanged') continue;
    const { planned, done, obstacle } = cell;
    const what = obstacle?.cause ?? (outcome === 'changed' ? done : planned).join(', ');
    const who = `${outcome.padEnd(8)} ${cell.account.accountId}`;
    const line = lines.get(`${who} ${what}`) ?? { who, what, regions: [] };
    line.regions.push(cell.region);
    lines.set(`${who} ${what}`, line);
  }
  return [...lines.values()].map(
    ({ who, what, regions }) => `${who} in ${regions.join(', ')}: ${what}`,
  );
}

/** A cell as other programs read it. */
export function rowOf(cell: Cell): Readonly<Record<string, unknown>> {
  const { account, region, isAdministrator, state, planned, done, obstacle } = cell;
  return {
    account: account.accountId,
    region,
    ...(isAdministrator && { administrator: true }),
    outcome: outcomeOf(cell),
    ...(outcomeOf(cell) === 'planned' && { planned }),
    ...(done.length > 0 && { done }),
    ...(obstacle && { cause: obstacle.cause }),
    detector: state.detectorId === undefined ? null : state.isSuspended ? 'suspended' : 'on',
    relationship: state.relationship ?? null,
  };
}
