import { describe, expect, it } from 'vitest';
import { enable, REGION, START, statusOf } from '../testing.ts';
import { runAutoEnable } from './run-auto-enable.ts';
import {
  DELEGATED,
  MANAGEMENT,
  MEMBER,
  ORGANIZATION,
  type OrganizationHarness,
  openAdministered,
  putAccount,
  SECOND,
} from './testing.ts';

const NEWCOMER = '222233334444';

const statuses = ({ store }: OrganizationHarness, ...accountIds: string[]) =>
  Promise.all(accountIds.map((accountId) => statusOf(store, accountId, DELEGATED)));

const featureOf = async ({ store }: OrganizationHarness, accountId: string, name: string) =>
  (await store.detectors.get(accountId, REGION))?.features[name];

describe('NEW', () => {
  it('reaches accounts that join later, with the features for them', async () => {
    const harness = await openAdministered();
    await harness.configure({
      AutoEnableOrganizationMembers: 'NEW',
      Features: [{ Name: 'EKS_AUDIT_LOGS', AutoEnable: 'NEW' }],
    });
    await harness.join(NEWCOMER);
    expect(await statuses(harness, MEMBER, NEWCOMER)).toEqual([undefined, 'Enabled']);
    expect((await featureOf(harness, NEWCOMER, 'EKS_AUDIT_LOGS'))?.status).toBe('ENABLED');
    expect((await featureOf(harness, NEWCOMER, 'RDS_LOGIN_EVENTS'))?.status).toBe('DISABLED');
    expect(await harness.store.administrations.withWork()).toEqual([]);
  });

  it('makes a member by invitation that joins one of the organisation', async () => {
    const harness = await openAdministered();
    await harness.store.members.put({
      administratorId: DELEGATED,
      region: REGION,
      accountId: NEWCOMER,
      email: 'a@example.com',
      status: 'Enabled',
      updatedAt: START,
    });
    await harness.join(NEWCOMER);
    const row = await harness.store.members.get(DELEGATED, REGION, NEWCOMER);
    expect(row).toMatchObject({ viaOrganization: true, status: 'Enabled' });
  });
});

describe('NONE', () => {
  it('reaches nobody, and leaves what is there as it is', async () => {
    const harness = await openAdministered();
    await harness.configure({ AutoEnableOrganizationMembers: 'ALL' });
    await harness.configure({ AutoEnableOrganizationMembers: 'NONE' });
    await harness.join(NEWCOMER);
    expect(await statuses(harness, MEMBER, NEWCOMER)).toEqual(['Enabled', undefined]);
  });

  it('lets an account wait no more that joined before', async () => {
    const harness = await openAdministered();
    const { call, DetectorId, store } = harness;
    await harness.configure({ AutoEnableOrganizationMembers: 'NEW' });
    await store.administrations.wait({ organizationId: ORGANIZATION, region: REGION }, MEMBER);
    const settings = { DetectorId, AutoEnable: false };
    await call(DELEGATED, 'UpdateOrganizationConfiguration', settings);
    await harness.autoEnable();
    expect(await statuses(harness, MEMBER)).toEqual([undefined]);
  });
});

describe('ALL', () => {
  it('reaches every account, suspended and removed ones too', async () => {
    const harness = await openAdministered();
    const { call, create, DetectorId, store } = harness;
    await create(MEMBER);
    await create(SECOND);
    await call(DELEGATED, 'DisassociateMembers', { DetectorId, AccountIds: [MEMBER] });
    await call(DELEGATED, 'StopMonitoringMembers', { DetectorId, AccountIds: [SECOND] });
    await harness.configure({ AutoEnableOrganizationMembers: 'ALL' });
    expect(await statuses(harness, MEMBER, SECOND, DELEGATED)).toEqual([
      'Enabled',
      'Enabled',
      undefined,
    ]);
    expect((await store.detectors.get(SECOND, REGION))?.enabled).toBe(true);
  });

  it('waits for the management account to use GuardDuty, and takes it then', async () => {
    const harness = await openAdministered();
    await harness.configure({ AutoEnableOrganizationMembers: 'ALL' });
    expect(await statuses(harness, MANAGEMENT)).toEqual([
      'CannotCreateDetectorInOrganizationMasterAccount',
    ]);
    await enable(harness.call, MANAGEMENT);
    await harness.autoEnable();
    expect(await statuses(harness, MANAGEMENT)).toEqual(['Enabled']);
  });

  it('switches a feature on in members and in the administrator, its parts too', async () => {
    const harness = await openAdministered();
    await harness.create(MEMBER);
    await harness.configure({
      AutoEnableOrganizationMembers: 'NEW',
      Features: [
        {
          Name: 'RUNTIME_MONITORING',
          AutoEnable: 'ALL',
          AdditionalConfiguration: [{ Name: 'EC2_AGENT_MANAGEMENT', AutoEnable: 'ALL' }],
        },
      ],
    });
    for (const accountId of [MEMBER, DELEGATED]) {
      expect(await featureOf(harness, accountId, 'RUNTIME_MONITORING')).toMatchObject({
        status: 'ENABLED',
        additional: {
          EC2_AGENT_MANAGEMENT: { status: 'ENABLED' },
          EKS_ADDON_MANAGEMENT: { status: 'DISABLED' },
        },
      });
    }
    expect(await statuses(harness, SECOND)).toEqual([undefined]);
  });

  it('leaves accounts alone that are suspended or belong to another', async () => {
    const harness = await openAdministered();
    const { store } = harness;
    await putAccount(harness, MEMBER, { organizationId: ORGANIZATION, status: 'SUSPENDED' });
    await store.members.put({
      administratorId: '777788889999',
      region: REGION,
      accountId: SECOND,
      email: 'a@example.com',
      status: 'Enabled',
      updatedAt: START,
    });
    await harness.configure({ AutoEnableOrganizationMembers: 'ALL' });
    expect(await statuses(harness, MEMBER, SECOND)).toEqual([undefined, undefined]);
  });
});

describe('the background work', () => {
  /** An organisation of so many further accounts. */
  async function many(count: number): Promise<OrganizationHarness> {
    const harness = await openAdministered();
    for (let n = 0; n < count; n += 1) {
      const accountId = String(300000000000 + n);
      await putAccount(harness, accountId, { organizationId: ORGANIZATION });
    }
    return harness;
  }
  const enrolled = async ({ store }: OrganizationHarness) =>
    (await store.members.associatedAccountIds(DELEGATED, REGION)).length;
  const ALL = { AutoEnableOrganizationMembers: 'ALL' } as const;

  it('goes through more accounts than one batch, and again changes nothing', async () => {
    const harness = await many(120);
    await harness.configure(ALL);
    expect(await enrolled(harness)).toBe(122);
    const before = await harness.store.digest(DELEGATED);
    await harness.configure(ALL);
    expect(await enrolled(harness)).toBe(122);
    await harness.autoEnable();
    expect(await harness.store.digest(DELEGATED)).toBe(before);
  });

  it('goes on where a run was broken off', async () => {
    const harness = await many(120);
    const { call, clock, DetectorId, store } = harness;
    await call(DELEGATED, 'UpdateOrganizationConfiguration', { DetectorId, ...ALL });
    let batches = 0;
    const breaking = {
      ...store,
      transaction: ((work) => {
        batches += 1;
        if (batches > 1) throw new RangeError('broken off');
        return store.transaction(work);
      }) as typeof store.transaction,
    };
    await expect(runAutoEnable(breaking, clock)).rejects.toThrow(RangeError);
    const half = await enrolled(harness);
    expect(half).toBeGreaterThan(0);
    expect(half).toBeLessThan(122);
    await harness.autoEnable();
    expect(await enrolled(harness)).toBe(122);
  });

  it('pauses at the limit of members and resumes below it', async () => {
    const harness = await many(3);
    const { call, DetectorId } = harness;
    await call(DELEGATED, 'UpdateOrganizationConfiguration', { DetectorId, ...ALL });
    await harness.autoEnable(4);
    expect(await enrolled(harness)).toBeLessThanOrEqual(4);
    expect(await harness.store.administrations.withWork()).toHaveLength(1);
    await harness.autoEnable(4);
    expect(await enrolled(harness)).toBeLessThanOrEqual(4);
    await harness.autoEnable();
    expect(await enrolled(harness)).toBe(5);
    expect(await harness.store.administrations.withWork()).toEqual([]);
  });

  it('rests while the administrator does not use GuardDuty', async () => {
    const harness = await openAdministered();
    const { call, DetectorId } = harness;
    await harness.configure({ AutoEnableOrganizationMembers: 'NEW' });
    await call(DELEGATED, 'UpdateDetector', { DetectorId, Enable: false });
    await harness.join(NEWCOMER);
    expect(await statuses(harness, NEWCOMER)).toEqual([undefined]);
    await call(DELEGATED, 'UpdateDetector', { DetectorId, Enable: true });
    await harness.autoEnable();
    expect(await statuses(harness, NEWCOMER)).toEqual(['Enabled']);
  });

  it('is asked for by what may give it something to do', async () => {
    const harness = await openAdministered();
    const before = await harness.autoEnable();
    await harness.join(NEWCOMER);
    const joined = await harness.autoEnable();
    expect(joined).toBe(before + 1);
    await harness.configure(ALL);
    expect(await harness.autoEnable()).toBe(joined + 1);
  });
});
