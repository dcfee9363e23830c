import type { Account } from '../../../domain/account.ts';
import { emailOf, type Harness, type InputOf, openHarness, START } from '../testing.ts';
import { accountJoined } from './follow-account.ts';

export const MANAGEMENT = '999999999999';
/** The delegated administrator, once it is one. */
export const DELEGATED = '111122223333';
export const MEMBER = '444455556666';
export const SECOND = '123456789012';
/** In no organisation. */
export const OUTSIDER = '777788889999';
export const ORGANIZATION = 'o-exampleorgid';

type Settings = Omit<InputOf<'UpdateOrganizationConfiguration'>, 'DetectorId'>;

export interface OrganizationHarness extends Harness {
  /** The delegated administrator's detector. */
  readonly DetectorId: string;
  /** Puts an account into the organisation as Organizations does, and lets auto-enable run. */
  join(accountId: string): Promise<void>;
  /** Changes the organisation's configuration, and lets auto-enable run. */
  configure(settings: Settings): Promise<void>;
  /** CreateMembers of one account by the delegated administrator; answers the refusal, if any. */
  create(accountId: string): Promise<string | undefined>;
}

export async function putAccount(
  harness: Harness,
  accountId: string,
  more: Partial<Account> = {},
): Promise<void> {
  await harness.store.accounts.put({
    accountId,
    email: emailOf(accountId),
    name: accountId,
    status: 'ACTIVE',
    createdAt: START,
    ...more,
  });
}

/** An organisation of four accounts, without a delegated administrator, and one account outside. */
export async function openOrganization(): Promise<Harness> {
  const harness = await openHarness();
  await harness.store.organizations.put({
    organizationId: ORGANIZATION,
    rootId: 'r-root',
    managementAccountId: MANAGEMENT,
    featureSet: 'ALL',
    createdAt: START,
  });
  for (const accountId of [MANAGEMENT, DELEGATED, MEMBER, SECOND]) {
    await putAccount(harness, accountId, { organizationId: ORGANIZATION, joinedAt: START });
  }
  await putAccount(harness, OUTSIDER);
  return harness;
}

/** The same with a delegated administrator in the usual Region. */
export async function openAdministered(): Promise<OrganizationHarness> {
  const harness = await openOrganization();
  const { call, store, clock } = harness;
  await call(MANAGEMENT, 'EnableOrganizationAdminAccount', { AdminAccountId: DELEGATED });
  const { DetectorIds = [] } = await call(DELEGATED, 'ListDetectors', {});
  const [DetectorId = ''] = DetectorIds;
  return {
    ...harness,
    DetectorId,
    async join(accountId) {
      await putAccount(harness, accountId, { organizationId: ORGANIZATION, joinedAt: clock.now() });
      const services = harness.services;
      await accountJoined({ store, clock, services }, ORGANIZATION, accountId);
      await harness.autoEnable();
    },
    async configure(settings) {
      await call(DELEGATED, 'UpdateOrganizationConfiguration', { DetectorId, ...settings });
      await harness.autoEnable();
    },
    async create(accountId) {
      const AccountDetails = [{ AccountId: accountId, Email: emailOf(accountId) }];
      const made = await call(DELEGATED, 'CreateMembers', { DetectorId, AccountDetails });
      return made.UnprocessedAccounts?.[0]?.Result;
    },
  };
}
