import { expect, it } from 'vitest';
import type {
  Account,
  CreateAccountRequest,
  Credential,
  Organization,
} from '../../domain/account.ts';
import type { Store } from '../store.ts';

const account: Account = {
  accountId: '111122223333',
  email: 'Root@example.com',
  name: 'Zoë',
  status: 'ACTIVE',
  createdAt: 1_700_000_000_123,
};
const credential: Credential = {
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  accountId: account.accountId,
  kind: 'root',
  sealedSecret: 'sealed',
  createdAt: 1,
};

export function accountConformance(store: () => Store): void {
  it('keeps an account as it was put, with and without what may be absent', async () => {
    await store().accounts.put(account);
    expect(await store().accounts.get(account.accountId)).toStrictEqual(account);
    const joined: Account = {
      ...account,
      status: 'SUSPENDED',
      organizationId: 'o-1',
      joinedMethod: 'CREATED',
      joinedAt: 5,
    };
    await store().accounts.put(joined);
    expect(await store().accounts.get(account.accountId)).toStrictEqual(joined);
    await store().accounts.put(account);
    expect(await store().accounts.get(account.accountId)).toStrictEqual(account);
    expect(await store().accounts.get('444455556666')).toBeUndefined();
  });

  it('finds an account by its address in any case', async () => {
    await store().accounts.put(account);
    expect(await store().accounts.findByEmail('rOOT@EXAMPLE.com')).toStrictEqual(account);
    expect(await store().accounts.findByEmail('root@example.org')).toBeUndefined();
  });

  it('lists the accounts of an organisation page by page', async () => {
    for (const n of [3, 1, 2]) {
      const accountId = `${n}`.repeat(12);
      await store().accounts.put({ ...account, accountId, organizationId: 'o-1' });
    }
    await store().accounts.put({ ...account, accountId: '444455556666', organizationId: 'o-2' });
    await store().accounts.put({ ...account, accountId: '999999999999' });
    const { accounts } = store();
    const ids = async (limit: number, after?: string) =>
      (await accounts.listOfOrganization('o-1', limit, after)).map(({ accountId }) => accountId);
    expect(await ids(2)).toEqual(['111111111111', '222222222222']);
    expect(await ids(2, '222222222222')).toEqual(['333333333333']);
    expect(await accounts.countOfOrganization('o-1')).toBe(3);
    expect(await accounts.countOfOrganization('o-3')).toBe(0);
  });

  it('keeps credentials as they were put', async () => {
    const session: Credential = {
      ...credential,
      accessKeyId: 'ASIAIOSFODNN7EXAMPLE',
      kind: 'role-session',
      tokenSha256: 'ab',
      expiresAt: 50,
      roleName: 'Role',
      roleId: 'AROA',
      rolePath: '/path/',
      sessionName: 'me',
      sessionPolicies: [{ name: 'narrow', document: '{}' }],
      sourceIdentity: 'alice',
      originAccountId: '444455556666',
    };
    const { credentials } = store();
    await credentials.put(session);
    await credentials.put(credential);
    expect(await credentials.get(credential.accessKeyId)).toStrictEqual(credential);
    expect(await credentials.get(session.accessKeyId)).toStrictEqual(session);
    expect(await credentials.get('AKIANOBODY')).toBeUndefined();
    expect(await credentials.all()).toStrictEqual([credential, session]);
    await credentials.put({ ...credential, sealedSecret: 'sealed again' });
    expect((await credentials.get(credential.accessKeyId))?.sealedSecret).toBe('sealed again');
    await credentials.delete(credential.accessKeyId);
    expect(await credentials.get(credential.accessKeyId)).toBeUndefined();
  });

  it('finds what belongs to a user, and ends the sessions of a role', async () => {
    const { credentials } = store();
    const user: Credential = {
      ...credential,
      kind: 'user',
      userName: 'alice',
      userId: 'AIDA',
      userPath: '/team/',
      inactive: true,
    };
    await credentials.put({ ...user, accessKeyId: 'U2', createdAt: 2 });
    await credentials.put({ ...user, accessKeyId: 'U1' });
    await credentials.put({ ...user, accessKeyId: 'B', userName: 'bob' });
    await credentials.put({ ...user, accessKeyId: 'O', accountId: '444455556666' });
    const session: Credential = { ...credential, accessKeyId: 'S', kind: 'role-session' };
    await credentials.put({ ...session, roleName: 'Role' });
    const found = await credentials.ofUser(account.accountId, 'alice');
    expect(found.map(({ accessKeyId }) => accessKeyId)).toEqual(['U1', 'U2']);
    expect(found[0]).toStrictEqual({ ...user, accessKeyId: 'U1' });
    await credentials.deleteOfRole('444455556666', 'Role');
    expect(await credentials.get('S')).toBeDefined();
    await credentials.deleteOfRole(account.accountId, 'Role');
    expect(await credentials.get('S')).toBeUndefined();
  });

  it('deletes expired credentials and no others', async () => {
    const { credentials } = store();
    await credentials.put(credential);
    await credentials.put({ ...credential, accessKeyId: 'A', expiresAt: 9 });
    await credentials.put({ ...credential, accessKeyId: 'B', expiresAt: 10 });
    expect(await credentials.deleteExpired(10)).toBe(1);
    expect((await credentials.all()).map(({ accessKeyId }) => accessKeyId)).toEqual([
      credential.accessKeyId,
      'B',
    ]);
  });

  it('lists the root keys of one account', async () => {
    const { credentials } = store();
    await credentials.put({ ...credential, accessKeyId: 'B', createdAt: 2 });
    await credentials.put({ ...credential, accessKeyId: 'C' });
    await credentials.put({ ...credential, accessKeyId: 'S', kind: 'root-session' });
    await credentials.put({ ...credential, accessKeyId: 'O', accountId: '444455556666' });
    const keys = await credentials.rootKeys(account.accountId);
    expect(keys.map(({ accessKeyId }) => accessKeyId)).toEqual(['C', 'B']);
  });

  it('keeps organisations and the requests for accounts', async () => {
    const organization: Organization = {
      organizationId: 'o-1',
      rootId: 'r-1',
      managementAccountId: account.accountId,
      featureSet: 'ALL',
      createdAt: 1,
    };
    const { organizations } = store();
    await organizations.put(organization);
    expect(await organizations.get('o-1')).toStrictEqual(organization);
    expect(await organizations.get('o-2')).toBeUndefined();
    const request: CreateAccountRequest = {
      requestId: 'car-1',
      organizationId: 'o-1',
      accountName: 'new',
      state: 'IN_PROGRESS',
      requestedAt: 1,
    };
    await organizations.putRequest(request);
    expect(await organizations.getRequest('car-1')).toStrictEqual(request);
    const done: CreateAccountRequest = {
      ...request,
      state: 'SUCCEEDED',
      accountId: '444455556666',
      completedAt: 2,
    };
    await organizations.putRequest(done);
    expect(await organizations.getRequest('car-1')).toStrictEqual(done);
    const failed: CreateAccountRequest = { ...request, state: 'FAILED', failureReason: 'EMAIL' };
    await organizations.putRequest(failed);
    expect(await organizations.getRequest('car-1')).toStrictEqual(failed);
    expect(await organizations.getRequest('car-2')).toBeUndefined();
  });
}
