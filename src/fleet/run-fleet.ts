import type { GuardDuty } from '@aws-sdk/client-guardduty';
import { createLimiter } from '../lib/create-limiter.ts';
import { carryOut, type Wishes } from './carry-out.ts';
import { obstacleOf } from './cause-of.ts';
import { type Cell, type CellState, STEPS } from './cell.ts';
import type { FleetAccount } from './read-accounts.ts';
import { RegionCalls } from './region-calls.ts';
import type { Needs } from './steps.ts';

/** What a command wants of each account in each Region. */
export interface Verb {
  needs(state: CellState): Needs;
  administratorNeeds(state: CellState): Needs;
  /** Is the account itself asked, or does the administrator know all that is needed? */
  looksInside(state: CellState): boolean;
  readonly readsFeatures: boolean;
  /** The administrator comes first, or, where it is given up, last. */
  readonly administratorLast: boolean;
}

export interface FleetRun {
  readonly administratorId: string;
  readonly accounts: readonly FleetAccount[];
  readonly regions: readonly string[];
  readonly roleName: string;
  readonly wishes: Wishes;
  readonly isDry: boolean;
  /** Calls under way at a time. */
  readonly concurrency: number;
  guardDuty(accountId: string, region: string): GuardDuty;
  tell(text: string): void;
}

/** All cells, by Region and then in the order of the list, the administrator's first. */
export async function runFleet(verb: Verb, run: FleetRun): Promise<Cell[]> {
  const limit = createLimiter(run.concurrency);
  const found = await Promise.all(
    run.regions.map((region) => {
      const { administratorId, roleName, guardDuty } = run;
      const calls = new RegionCalls({ region, administratorId, roleName, limit, guardDuty });
      return new RegionRun(region, calls, verb, run).work();
    }),
  );
  return found.flat();
}

class RegionRun {
  readonly #administrator: Cell;
  readonly #members: readonly Cell[];

  constructor(
    private readonly region: string,
    private readonly calls: RegionCalls,
    private readonly verb: Verb,
    private readonly run: FleetRun,
  ) {
    const { administratorId, accounts } = run;
    this.#administrator = cellOf({ accountId: administratorId }, region, true);
    this.#members = accounts
      .filter(({ accountId }) => accountId !== administratorId)
      .map((account) => cellOf(account, region, false));
  }

  async work(): Promise<Cell[]> {
    const { calls, verb } = this;
    const own = [this.#administrator];
    await calls.each(own, (cell) => this.readAdministrator(cell));
    if (!verb.administratorLast) await this.carryOn(own);
    this.stopWithoutAdministrator();
    await this.readMembers(this.#members);
    this.plan(this.#members);
    await this.carryOn(this.#members);
    await this.checkMembers();
    if (verb.administratorLast) await this.carryOn(own);
    return [...own, ...this.#members];
  }

  private async readAdministrator(cell: Cell): Promise<void> {
    cell.state = await this.calls.detectorOf(cell.account.accountId);
    this.calls.administratorDetector = cell.state.detectorId;
    this.plan([cell]);
  }

  /** Where it cannot be asked, or has nothing, its members cannot be dealt with either. */
  private stopWithoutAdministrator(): void {
    const { obstacle } = this.#administrator;
    if (obstacle === undefined) return;
    for (const cell of this.#members) {
      cell.obstacle = { ...obstacle, cause: `of the administrator: ${obstacle.cause}` };
    }
  }

  private async readMembers(cells: readonly Cell[]): Promise<void> {
    const { calls, verb, run } = this;
    const able = cells.filter(({ obstacle }) => !obstacle);
    try {
      const relationships = await calls.relationships();
      for (const cell of able) {
        const relationship = relationships.get(cell.account.accountId);
        cell.state = relationship === undefined ? {} : { relationship };
      }
      if (verb.readsFeatures) await this.readFeatures(able);
    } catch (error) {
      for (const cell of able) cell.obstacle ??= obstacleOf(error, run.roleName);
    }
    const inside = able.filter(({ state, obstacle }) => !obstacle && verb.looksInside(state));
    await calls.each(inside, async (cell) => {
      cell.state = { ...cell.state, ...(await calls.detectorOf(cell.account.accountId)) };
    });
  }

  private async readFeatures(cells: readonly Cell[]): Promise<void> {
    const { calls } = this;
    const members = cells.filter(({ state }) => state.relationship === 'Enabled');
    await calls.batches(members, async (one, about) => {
      const answer = await one.getMemberDetectors(about);
      for (const { AccountId, Features = [] } of answer.MemberDataSourceConfigurations ?? []) {
        const cell = members.find(({ account }) => account.accountId === AccountId);
        const features = Object.fromEntries(Features.map((f) => [f.Name ?? '', f.Status ?? '']));
        if (cell) cell.state = { ...cell.state, features };
      }
      return answer;
    });
  }

  private plan(cells: readonly Cell[]): void {
    for (const cell of cells.filter(({ obstacle }) => !obstacle)) {
      const { isAdministrator, state } = cell;
      const needs = isAdministrator ? this.verb.administratorNeeds(state) : this.verb.needs(state);
      if ('cause' in needs) cell.obstacle = needs;
      else cell.planned = needs;
    }
  }

  private async carryOn(cells: readonly Cell[]): Promise<void> {
    const { calls, run, region } = this;
    if (run.isDry) return;
    for (const step of STEPS) {
      const { administratorId, wishes } = run;
      const count = await carryOut(step, cells, { calls, administratorId, wishes });
      if (count > 0) run.tell(`${region}: ${step} in ${count}`);
    }
    const [first] = cells;
    if (first?.isAdministrator) calls.administratorDetector = first.state.detectorId;
  }

  /** What was done is read back: nothing is said to be so that was not seen. */
  private async checkMembers(): Promise<void> {
    const changed = this.#members.filter(({ done, obstacle }) => !obstacle && done.length > 0);
    if (changed.length === 0) return;
    await this.readMembers(changed);
    for (const cell of changed.filter(({ obstacle }) => !obstacle)) {
      const needs = this.verb.needs(cell.state);
      const missing = 'cause' in needs ? needs.cause : needs.join(', ');
      if (missing === '') continue;
      cell.obstacle = { kind: 'failed', cause: `it was done and does not read back: ${missing}` };
    }
  }
}

function cellOf(account: FleetAccount, region: string, isAdministrator: boolean): Cell {
  return { account, region, isAdministrator, state: {}, planned: [], done: [] };
}
