import { expect, it } from 'vitest';
import type { Membership, RelationshipStatus } from '../../domain/membership.ts';
import type { Store } from '../store.ts';

const ADMINISTRATOR = '111122223333';
const REGION = 'us-east-1';

function membership(accountId: string, change: Partial<Membership> = {}): Membership {
  return {
    administratorId: ADMINISTRATOR,
    region: REGION,
    accountId,
    email: `${accountId}@example.com`,
    status: 'Created',
    updatedAt: 1,
    ...change,
  };
}

export function memberConformance(store: () => Store): void {
  rowConformance(store);
  administratorConformance(store);
  memberSideConformance(store);
}

function rowConformance(store: () => Store): void {
  it('keeps a membership as it was put, with and without its invitation', async () => {
    const { members } = store();
    const row = membership('444455556666');
    await members.put(row);
    expect(await members.get(ADMINISTRATOR, REGION, row.accountId)).toStrictEqual(row);
    const invited = membership('444455556666', {
      status: 'Invited',
      invitation: { invitationId: 'i1', message: 'Please join' },
      invitedAt: 5,
    });
    await members.put(invited);
    expect(await members.get(ADMINISTRATOR, REGION, row.accountId)).toStrictEqual(invited);
    const silent = membership('444455556666', { invitation: { invitationId: 'i2' } });
    await members.put(silent);
    expect(await members.get(ADMINISTRATOR, REGION, row.accountId)).toStrictEqual(silent);
    expect(await members.get(ADMINISTRATOR, 'eu-west-1', row.accountId)).toBeUndefined();
  });

  it('deletes one row', async () => {
    const { members } = store();
    await members.put(membership('444455556666'));
    await members.put(membership('444455556666', { region: 'eu-west-1' }));
    await members.delete(ADMINISTRATOR, REGION, '444455556666');
    expect(await members.get(ADMINISTRATOR, REGION, '444455556666')).toBeUndefined();
    expect(await members.get(ADMINISTRATOR, 'eu-west-1', '444455556666')).toBeDefined();
  });
}

function administratorConformance(store: () => Store): void {
  it('lists an administrator’s members page by page, associated ones or all', async () => {
    const { members } = store();
    const statuses: RelationshipStatus[] = ['Created', 'Enabled', 'Removed', 'Disabled', 'Enabled'];
    for (const [n, status] of statuses.entries()) {
      await members.put(membership(`${n + 1}`.repeat(12), { status }));
    }
    await members.put(membership('999999999999', { region: 'eu-west-1', status: 'Enabled' }));
    await members.put(
      membership('999999999999', { administratorId: '444455556666', status: 'Enabled' }),
    );
    const list = async (onlyAssociated: boolean, limit: number, after?: string) => {
      const options = { onlyAssociated, limit, after };
      const rows = await members.listOfAdministrator(ADMINISTRATOR, REGION, options);
      return rows.map(({ accountId }) => accountId.charAt(0)).join('');
    };
    expect(await list(false, 10)).toBe('12345');
    expect(await list(true, 10)).toBe('245');
    expect(await list(true, 2)).toBe('24');
    expect(await list(true, 2, '444444444444')).toBe('5');
    expect(await members.countOfAdministrator(ADMINISTRATOR, REGION)).toBe(5);
    expect(await members.countOfAdministrator(ADMINISTRATOR, 'eu-south-1')).toBe(0);
    expect(await members.associatedAccountIds(ADMINISTRATOR, REGION)).toEqual([
      '222222222222',
      '444444444444',
      '555555555555',
    ]);
  });

  it('says whether an administrator has a row of a status', async () => {
    const { members } = store();
    await members.put(membership('444455556666', { status: 'Invited' }));
    expect(await members.hasStatus(ADMINISTRATOR, REGION, ['Created', 'Invited'])).toBe(true);
    expect(await members.hasStatus(ADMINISTRATOR, REGION, ['Created'])).toBe(false);
    expect(await members.hasStatus(ADMINISTRATOR, REGION, [])).toBe(false);
    expect(await members.hasStatus(ADMINISTRATOR, 'eu-west-1', ['Invited'])).toBe(false);
    expect(await members.hasStatus('444455556666', REGION, ['Invited'])).toBe(false);
  });
}

function memberSideConformance(store: () => Store): void {
  it('lists a member’s rows, the oldest invitation first and uninvited ones last', async () => {
    const { members } = store();
    const from = (administratorId: string, invitedAt?: number) =>
      membership('444455556666', { administratorId, invitedAt });
    await members.put(from('333333333333'));
    await members.put(from('222222222222', 9));
    await members.put(from('111111111111', 10));
    await members.put({ ...from('555555555555', 1), region: 'eu-west-1' });
    const rows = await members.listOfMember('444455556666', REGION);
    expect(rows.map(({ administratorId }) => administratorId.charAt(0)).join('')).toBe('213');
  });

  it.each([
    ['Enabled', true],
    ['Disabled', true],
    ['Invited', false],
    ['Removed', false],
    ['Resigned', false],
  ] as const)('takes %s for an association: %s', async (status, associated) => {
    const { members } = store();
    const row = membership('444455556666', { status });
    await members.put(row);
    const other = membership('444455556666', { administratorId: '999999999999' });
    await members.put(other);
    const found = await members.associationOf('444455556666', REGION);
    expect(found).toStrictEqual(associated ? row : undefined);
    expect(await members.associationOf('444455556666', 'eu-west-1')).toBeUndefined();
    expect(await members.associationOf(ADMINISTRATOR, REGION)).toBeUndefined();
  });

  it('finds what waits for its e-mail check in every Region, the oldest first', async () => {
    const { members } = store();
    const status = 'EmailVerificationInProgress';
    await members.put(membership('444455556666', { status, updatedAt: 2 }));
    await members.put(membership('999999999999', { status, updatedAt: 1, region: 'eu-west-1' }));
    await members.put(membership('123456789012', { status: 'Invited', updatedAt: 0 }));
    const waiting = await members.awaitingEmailCheck(5);
    expect(waiting.map(({ accountId }) => accountId)).toEqual(['999999999999', '444455556666']);
    expect(await members.awaitingEmailCheck(1)).toHaveLength(1);
  });
}
