import type { GuardDuty, UnprocessedAccount } from '@aws-sdk/client-guardduty';
import { allPages } from '../baseline/aws/all-pages.ts';
import type { Limiter } from '../lib/create-limiter.ts';
import { MEMBERS_PER_CALL_MAX } from '../limits.ts';
import { obstacleOf } from './cause-of.ts';
import type { Cell, CellState } from './cell.ts';

export interface RegionPlace {
  readonly region: string;
  readonly administratorId: string;
  readonly roleName: string;
  readonly limit: Limiter;
  guardDuty(accountId: string, region: string): GuardDuty;
}

/** GuardDuty in one Region: as the administrator, and as each of the accounts. */
export class RegionCalls {
  /** Of the administrator; undefined while it has none. */
  administratorDetector: string | undefined;
  readonly #clients = new Map<string, GuardDuty>();

  constructor(private readonly place: RegionPlace) {}

  /** One call, of as many as may be under way in all Regions together. */
  as<T>(accountId: string, call: (guardduty: GuardDuty) => Promise<T>): Promise<T> {
    const { region, limit } = this.place;
    const known = this.#clients.get(accountId) ?? this.place.guardDuty(accountId, region);
    this.#clients.set(accountId, known);
    return limit(() => call(known));
  }

  asAdministrator<T>(call: (guardduty: GuardDuty, detectorId: string) => Promise<T>): Promise<T> {
    const { administratorDetector: id } = this;
    if (id === undefined) throw new Error('the administrator has no detector');
    return this.as(this.place.administratorId, (guardduty) => call(guardduty, id));
  }

  /** In all cells at once; one that fails stops no other. */
  async each(cells: readonly Cell[], work: (cell: Cell) => Promise<unknown>): Promise<void> {
    await Promise.all(
      cells.map(async (cell) => {
        try {
          await work(cell);
        } catch (error) {
          cell.obstacle ??= obstacleOf(error, this.place.roleName);
        }
      }),
    );
  }

  /** As the administrator, in calls about as many accounts as one may be about. */
  async batches(
    cells: readonly Cell[],
    call: (
      guardduty: GuardDuty,
      about: { DetectorId: string; AccountIds: string[] },
    ) => Promise<{ UnprocessedAccounts: UnprocessedAccount[] | undefined }>,
  ): Promise<void> {
    const pieces: Cell[][] = [];
    for (let at = 0; at < cells.length; at += MEMBERS_PER_CALL_MAX) {
      pieces.push(cells.slice(at, at + MEMBERS_PER_CALL_MAX));
    }
    const one = async (piece: Cell[]) => {
      const AccountIds = piece.map(({ account }) => account.accountId);
      const { UnprocessedAccounts: refused = [] } = await this.asAdministrator(
        (guardduty, DetectorId) => call(guardduty, { DetectorId, AccountIds }),
      );
      for (const { AccountId, Result } of refused) {
        const cell = piece.find(({ account }) => account.accountId === AccountId);
        if (cell) cell.obstacle ??= { kind: 'failed', cause: Result ?? 'it was not processed' };
      }
    };
    await Promise.all(
      pieces.map((piece) =>
        one(piece).catch((error: unknown) => {
          for (const cell of piece) cell.obstacle ??= obstacleOf(error, this.place.roleName);
        }),
      ),
    );
  }

  async detectorOf(accountId: string): Promise<Pick<CellState, 'detectorId' | 'isSuspended'>> {
    const { DetectorIds } = await this.as(accountId, (one) => one.listDetectors({}));
    const [detectorId] = DetectorIds ?? [];
    if (detectorId === undefined) return {};
    const { Status } = await this.as(accountId, (one) =>
      one.getDetector({ DetectorId: detectorId }),
    );
    return { detectorId, isSuspended: Status === 'DISABLED' };
  }

  /** All that the administrator lists, by account. */
  async relationships(): Promise<Map<string, string>> {
    if (this.administratorDetector === undefined) return new Map();
    const members = await allPages(async (NextToken) => {
      const answer = await this.asAdministrator((one, DetectorId) =>
        one.listMembers({ DetectorId, OnlyAssociated: 'false', MaxResults: 50, NextToken }),
      );
      return { items: answer.Members, next: answer.NextToken };
    });
    return new Map(members.map((one) => [one.AccountId ?? '', one.RelationshipStatus ?? '']));
  }
}
