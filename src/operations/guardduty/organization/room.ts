import type { Account } from '../../../domain/account.ts';
import type { Administration } from '../../../domain/administration.ts';
import { type EnrolRefusal, enrolMembership } from '../../../domain/organization-membership.ts';
import type { Store } from '../../../store/store.ts';

/** How many members an administrator may still take, counted once for a batch. */
export class Room {
  #left: number;

  private constructor(
    private readonly store: Store,
    private readonly administration: Administration,
    left: number,
  ) {
    this.#left = left;
  }

  static async of(store: Store, administration: Administration, membersMax: number): Promise<Room> {
    const { administratorId, region } = administration;
    const members = await store.members.countOfAdministrator(administratorId, region);
    return new Room(store, administration, membersMax - members);
  }

  get isLeft(): boolean {
    return this.#left > 0;
  }

  /**
   * What follows from trying to enrol an account: it took a place, it waits for one, or, being the
   * management account without GuardDuty, it is listed as one that cannot be enrolled.
   */
  async settle(account: Account, refusal: EnrolRefusal | undefined, now: number): Promise<void> {
    const { administratorId, region } = this.administration;
    const { accountId, email } = account;
    if (refusal === 'memberLimit') {
      await this.store.administrations.wait(this.administration, accountId);
    } else if (refusal === 'organizationMasterFirst') {
      const row = enrolMembership({ administratorId, region, accountId, email }, now);
      const { invitedAt: _never, ...rest } = row;
      const status = 'CannotCreateDetectorInOrganizationMasterAccount';
      await this.store.members.put({ ...rest, status });
    }
    // One too many counted, where there was a row before, only ends a batch a little early.
    if (refusal === undefined || refusal === 'organizationMasterFirst') this.#left -= 1;
  }
}
