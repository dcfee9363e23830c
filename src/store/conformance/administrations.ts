import { expect, it } from 'vitest';
import type { Administration } from '../../domain/administration.ts';
import type { Membership } from '../../domain/membership.ts';
import type { Store } from '../store.ts';

const ADMINISTRATOR = '111122223333';
const MEMBER = '444455556666';
const REGION = 'us-east-1';

const administration: Administration = {
  organizationId: 'o-1',
  region: REGION,
  administratorId: ADMINISTRATOR,
  autoEnable: 'NEW',
  features: { S3_DATA_EVENTS: { autoEnable: 'ALL' } },
  createdAt: 1,
  updatedAt: 2,
};

const membership = (change: Partial<Membership> = {}): Membership => ({
  administratorId: ADMINISTRATOR,
  region: REGION,
  accountId: MEMBER,
  email: 'a@example.com',
  status: 'Enabled',
  updatedAt: 1,
  ...change,
});

export function administrationConformance(store: () => Store): void {
  it('keeps one administration for an organisation and Region', async () => {
    const { administrations } = store();
    await administrations.put({ ...administration, appliedTo: '' });
    await administrations.put(administration);
    await administrations.put({ ...administration, region: 'eu-west-1' });
    expect(await administrations.get('o-1', REGION)).toStrictEqual(administration);
    expect(await administrations.get('o-2', REGION)).toBeUndefined();
    const all = await administrations.listOfOrganization('o-1');
    expect(all.map(({ region }) => region)).toEqual(['eu-west-1', REGION]);
    await administrations.delete('o-1', REGION);
    expect(await administrations.listOfOrganization('o-1')).toHaveLength(1);
  });

  it('finds those that have work: settings to apply, or accounts that wait', async () => {
    const { administrations } = store();
    const elsewhere = { ...administration, region: 'eu-west-1' };
    await administrations.put({ ...administration, appliedTo: '' });
    await administrations.put(elsewhere);
    await administrations.put({ ...administration, organizationId: 'o-2' });
    const regions = async () => (await administrations.withWork()).map(({ region }) => region);
    expect(await regions()).toEqual([REGION]);
    await administrations.wait(elsewhere, MEMBER);
    await administrations.wait(elsewhere, MEMBER);
    await administrations.wait(elsewhere, '123456789012');
    expect(await regions()).toEqual(['eu-west-1', REGION]);
    expect(await administrations.waiting(elsewhere, 1)).toEqual(['123456789012']);
    expect(await administrations.waiting(elsewhere, 5)).toEqual(['123456789012', MEMBER]);
    expect(await administrations.waiting(administration, 5)).toEqual([]);
    await administrations.stopWaiting(elsewhere, '123456789012');
    expect(await administrations.waiting(elsewhere, 5)).toEqual([MEMBER]);
    await administrations.stopAllWaiting(elsewhere);
    expect(await regions()).toEqual([REGION]);
  });

  memberConformance(store);
}

function memberConformance(store: () => Store): void {
  it('keeps whether a member is one of the organisation', async () => {
    const { members } = store();
    await members.put(membership({ viaOrganization: true }));
    expect(await members.get(ADMINISTRATOR, REGION, MEMBER)).toMatchObject({
      viaOrganization: true,
    });
    await members.put(membership());
    expect(await members.get(ADMINISTRATOR, REGION, MEMBER)).toStrictEqual(membership());
    await members.put(membership({ region: 'eu-west-1' }));
    await members.put(membership({ accountId: '999999999999' }));
    const rows = await members.listOfMemberEverywhere(MEMBER);
    expect(rows.map(({ region }) => region)).toEqual(['eu-west-1', REGION]);
  });

  it('takes members into the organisation and lets them go', async () => {
    const { accounts, members } = store();
    const account = { email: 'a', name: 'n', status: 'ACTIVE', createdAt: 1 } as const;
    await accounts.put({ ...account, accountId: MEMBER, organizationId: 'o-1' });
    await accounts.put({ ...account, accountId: '123456789012', organizationId: 'o-2' });
    await members.put(membership());
    await members.put(membership({ accountId: '123456789012' }));
    await members.put(membership({ region: 'eu-west-1' }));
    await members.joinOrganization(ADMINISTRATOR, REGION, 'o-1', 5);
    const via = async () => {
      const options = { onlyAssociated: false, limit: 9 };
      const rows = await members.listOfAdministrator(ADMINISTRATOR, REGION, options);
      return rows.map((row) => [row.status, row.viaOrganization, row.updatedAt]);
    };
    expect(await via()).toEqual([
      ['Enabled', undefined, 1],
      ['Enabled', true, 5],
    ]);
    await members.releaseOrganization(ADMINISTRATOR, REGION, 6);
    expect(await via()).toEqual([
      ['Enabled', undefined, 1],
      ['Removed', undefined, 6],
    ]);
  });

  it('reads the detectors of associated members of the organisation alone', async () => {
    const { detectors, members } = store();
    const ids = ['222222222222', '333333333333', MEMBER];
    for (const [n, accountId] of ids.entries()) {
      await detectors.put({
        detectorId: accountId,
        accountId,
        region: REGION,
        enabled: n === 2,
        publishingFrequency: 'SIX_HOURS',
        features: { A: { status: 'ENABLED', updatedAt: n } },
        tags: {},
        createdAt: 1,
        updatedAt: 1,
      });
    }
    await members.put(membership({ accountId: '222222222222' }));
    await members.put(
      membership({ accountId: '333333333333', viaOrganization: true, status: 'Removed' }),
    );
    await members.put(membership({ viaOrganization: true }));
    expect(await members.organizationDetectors(ADMINISTRATOR, REGION)).toEqual([
      { accountId: MEMBER, enabled: true, features: { A: { status: 'ENABLED', updatedAt: 2 } } },
    ]);
  });
}
