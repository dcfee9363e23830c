import { beforeEach, expect, it } from 'vitest';
import type { IamRole, IamUser, InstanceProfile, ManagedPolicy } from '../../domain/iam.ts';
import type { Store } from '../store.ts';

const MINE = '111122223333';
const OTHER = '444455556666';
const LOCAL = `${MINE}:policy/team/Readers`;

const user: IamUser = {
  kind: 'user',
  accountId: MINE,
  name: 'Alice',
  id: 'AIDAALICE',
  path: '/team/',
  tags: { team: 'blue' },
  inline: { own: 'inline document' },
  attached: [LOCAL, 'aws:policy/AdministratorAccess'],
  boundary: LOCAL,
  createdAt: 1,
};
const role: IamRole = {
  kind: 'role',
  accountId: MINE,
  name: 'Alice',
  id: 'AROAALICE',
  path: '/',
  tags: {},
  inline: {},
  attached: [LOCAL],
  createdAt: 1,
  trustPolicy: '{}',
  maxSessionSeconds: 3600,
};
const profile: InstanceProfile = {
  kind: 'instance-profile',
  accountId: MINE,
  name: 'Hosts',
  id: 'AIPAHOSTS',
  path: '/',
  roleNames: ['Alice'],
  tags: {},
  createdAt: 1,
};
const policy: ManagedPolicy = {
  accountId: MINE,
  name: 'Readers',
  id: 'ANPAREADERS',
  path: '/team/',
  tags: {},
  defaultVersionId: 'v2',
  versions: [
    { versionId: 'v1', document: 'first', createdAt: 1 },
    { versionId: 'v2', document: 'second', createdAt: 2 },
  ],
  lastVersion: 2,
  createdAt: 1,
  updatedAt: 2,
};

export function iamConformance(store: () => Store): void {
  beforeEach(async () => {
    for (const entity of [user, role, profile]) await store().iam.put(entity);
    await store().iam.putPolicy(policy);
  });

  it('keeps users, roles and profiles apart, in each account', async () => {
    const { iam } = store();
    expect(await iam.get('user', MINE, 'Alice')).toStrictEqual(user);
    expect(await iam.get('role', MINE, 'Alice')).toStrictEqual(role);
    expect(await iam.get('instance-profile', MINE, 'Hosts')).toStrictEqual(profile);
    expect(await iam.get('user', OTHER, 'Alice')).toBeUndefined();
    expect(await iam.count('user', MINE)).toBe(1);
    await iam.delete('user', MINE, 'Alice');
    expect(await iam.get('user', MINE, 'Alice')).toBeUndefined();
    expect(await iam.get('role', MINE, 'Alice')).toStrictEqual(role);
  });

  it('takes names that differ in case alone for one', async () => {
    const { iam } = store();
    expect(await iam.get('user', MINE, 'alice')).toBeUndefined();
    expect(await iam.taken('user', MINE, 'ALICE')).toBe(true);
    expect(await iam.taken('user', OTHER, 'Alice')).toBe(false);
  });

  it('lists in the order of names, page by page and by path', async () => {
    const { iam } = store();
    for (const name of ['carol', 'Bob', 'dave']) {
      await iam.put({ ...user, name, path: name === 'dave' ? '/' : '/team/%/' });
    }
    const names = async (pathPrefix: string, limit: number, after?: string) =>
      (await iam.list('user', MINE, { pathPrefix, limit, after })).map(({ name }) => name);
    expect(await names('/', 2)).toEqual(['Alice', 'Bob']);
    expect(await names('/', 9, 'Bob')).toEqual(['carol', 'dave']);
    expect(await names('/team/', 9)).toEqual(['Alice', 'Bob', 'carol']);
    expect(await names('/team/%', 9)).toEqual(['Bob', 'carol']);
  });

  it('knows who uses a policy', async () => {
    const { iam } = store();
    const use = { policy: LOCAL, purpose: 'attached', name: 'Alice' } as const;
    expect(await iam.uses(MINE, LOCAL)).toEqual(
      expect.arrayContaining([
        { ...use, kind: 'role', id: 'AROAALICE' },
        { ...use, kind: 'user', id: 'AIDAALICE' },
        { ...use, kind: 'user', id: 'AIDAALICE', purpose: 'boundary' },
      ]),
    );
    expect(await iam.uses(MINE)).toHaveLength(4);
    expect(await iam.uses(OTHER)).toEqual([]);
    await iam.put({ ...role, attached: [] });
    await iam.delete('user', MINE, 'Alice');
    expect(await iam.uses(MINE)).toEqual([]);
  });

  it('keeps policies', async () => {
    const { iam } = store();
    expect(await iam.getPolicy(MINE, 'readers')).toStrictEqual(policy);
    await iam.putPolicy({ ...policy, name: 'Alpha' });
    await iam.putPolicy({ ...policy, accountId: OTHER });
    const names = (await iam.listPolicies(MINE)).map(({ name }) => name);
    expect(names).toEqual(['Alpha', 'Readers']);
    await iam.deletePolicy(MINE, 'Readers');
    expect(await iam.getPolicy(MINE, 'Readers')).toBeUndefined();
    expect(await iam.getPolicy(OTHER, 'Readers')).toBeDefined();
  });

  it('answers the policies in force, and none for who is not there', async () => {
    const { iam } = store();
    const { identity, boundary, tags } = await iam.policiesOf(MINE, {
      kind: 'user',
      name: 'Alice',
    });
    expect(identity).toEqual([
      { name: 'own', document: 'inline document' },
      { name: 'Readers', document: 'second' },
      { name: 'AdministratorAccess', document: expect.stringContaining('"Action":"*"') },
    ]);
    expect(boundary).toEqual({ name: 'Readers', document: 'second' });
    expect(tags).toEqual({ team: 'blue' });
    expect(await iam.policiesOf(MINE, { kind: 'role', name: 'Alice' })).toEqual({
      identity: [{ name: 'Readers', document: 'second' }],
      tags: {},
    });
    expect(await iam.policiesOf(OTHER, { kind: 'user', name: 'Alice' })).toEqual({
      identity: [],
      tags: {},
    });
  });

  it('lets a boundary that is gone allow nothing', async () => {
    const { iam } = store();
    await iam.deletePolicy(MINE, 'Readers');
    const { boundary } = await iam.policiesOf(MINE, { kind: 'user', name: 'Alice' });
    expect(boundary?.document).toContain('"Effect":"Deny"');
    expect(await iam.documentOf(LOCAL)).toBeUndefined();
    expect(await iam.documentOf('aws:policy/AdministratorAccess')).toBeDefined();
  });
}
