import { beforeEach, expect, it } from 'vitest';
import type { Account, Organization } from '../../domain/account.ts';
import type { Handshake } from '../../domain/handshake.ts';
import {
  FULL_AWS_ACCESS,
  type OrganizationalUnit,
  type OrganizationPolicy,
} from '../../domain/organization.ts';
import type { Store } from '../store.ts';

const MANAGEMENT = '111122223333';
const MEMBER = '444455556666';

const organization: Organization = {
  organizationId: 'o-1',
  rootId: 'r-1111',
  managementAccountId: MANAGEMENT,
  featureSet: 'ALL',
  scpEnabledAt: 3,
  createdAt: 1,
};
const account: Account = {
  accountId: MEMBER,
  email: 'Member@example.com',
  name: 'member',
  status: 'ACTIVE',
  organizationId: 'o-1',
  createdAt: 1,
};
const handshake: Handshake = {
  handshakeId: 'h-1',
  organizationId: 'o-1',
  party: { type: 'EMAIL', id: 'Member@example.com' },
  notes: 'come',
  tags: { a: 'b' },
  requestedAt: 1,
  expiresAt: 10,
};

function unit(unitId: string, parentId: string): OrganizationalUnit {
  return { unitId, organizationId: 'o-1', parentId, name: unitId, createdAt: 1 };
}

function policy(policyId: string, organizationId = 'o-1'): OrganizationPolicy {
  const name = `name of ${policyId}`;
  return {
    policyId,
    organizationId,
    name,
    description: '',
    content: policyId,
    createdAt: 1,
    updatedAt: 2,
  };
}

export function organizationConformance(store: () => Store): void {
  beforeEach(async () => {
    await store().organizations.put(organization);
    await store().accounts.put({ ...account, accountId: MANAGEMENT, email: 'r@example.com' });
  });

  it('keeps whether service control policies are enabled', async () => {
    expect(await store().organizations.get('o-1')).toStrictEqual(organization);
    const { scpEnabledAt: _at, ...disabled } = organization;
    await store().organizations.put(disabled);
    expect(await store().organizations.get('o-1')).toStrictEqual(disabled);
  });

  it('keeps units, finds them by name and counts them', async () => {
    const { organizations } = store();
    for (const one of [unit('ou-b', 'r-1111'), unit('ou-a', 'r-1111'), unit('ou-c', 'ou-a')]) {
      await organizations.putUnit(one);
    }
    expect(await organizations.getUnit('ou-c')).toStrictEqual(unit('ou-c', 'ou-a'));
    expect(await organizations.getUnit('ou-d')).toBeUndefined();
    expect(await organizations.listUnits('r-1111', 5)).toStrictEqual([
      unit('ou-a', 'r-1111'),
      unit('ou-b', 'r-1111'),
    ]);
    expect(await organizations.listUnits('r-1111', 5, 'ou-a')).toHaveLength(1);
    expect(await organizations.findUnit('ou-a', 'ou-c')).toStrictEqual(unit('ou-c', 'ou-a'));
    expect(await organizations.findUnit('r-1111', 'ou-c')).toBeUndefined();
    expect(await organizations.countUnits('o-1')).toBe(3);
    expect(await organizations.countUnits('o-2')).toBe(0);
    await organizations.putUnit({ ...unit('ou-c', 'ou-a'), name: 'renamed' });
    expect((await organizations.getUnit('ou-c'))?.name).toBe('renamed');
    await organizations.deleteUnit('ou-b');
    expect(await organizations.getUnit('ou-b')).toBeUndefined();
  });

  it('walks from a unit upwards', async () => {
    const { organizations } = store();
    for (const one of [unit('ou-a', 'r-1111'), unit('ou-b', 'ou-a'), unit('ou-c', 'ou-b')]) {
      await organizations.putUnit(one);
    }
    const upwards = await organizations.unitsUpwards('ou-c');
    expect(upwards).toStrictEqual([
      unit('ou-c', 'ou-b'),
      unit('ou-b', 'ou-a'),
      unit('ou-a', 'r-1111'),
    ]);
    expect(await organizations.unitsUpwards('r-1111')).toEqual([]);
  });

  it('lists accounts where they are', async () => {
    const { accounts, organizations } = store();
    await accounts.put({ ...account, unitId: 'ou-a' });
    await accounts.put({ ...account, accountId: '777788889999', organizationId: 'o-2' });
    expect((await accounts.get(MEMBER))?.unitId).toBe('ou-a');
    const ids = async (unitId?: string, after?: string) =>
      (await organizations.listAccounts('o-1', unitId, 5, after)).map((one) => one.accountId);
    expect(await ids('ou-a')).toEqual([MEMBER]);
    expect(await ids()).toEqual([MANAGEMENT]);
    expect(await ids(undefined, MANAGEMENT)).toEqual([]);
    expect(await ids('ou-b')).toEqual([]);
  });

  it('keeps policies beside the one that AWS manages', async () => {
    const { organizations } = store();
    await organizations.putPolicy(policy('p-1'));
    await organizations.putPolicy(policy('p-2', 'o-2'));
    expect(await organizations.getPolicy('p-1')).toStrictEqual(policy('p-1'));
    const managed = await organizations.getPolicy(FULL_AWS_ACCESS);
    expect(managed).toMatchObject({ name: 'FullAWSAccess' });
    expect(managed?.organizationId).toBeUndefined();
    expect(JSON.parse(managed?.content ?? '').Statement).toEqual([
      { Effect: 'Allow', Action: '*', Resource: '*' },
    ]);
    const ids = async (after?: string) =>
      (await organizations.listPolicies('o-1', 5, after)).map((one) => one.policyId);
    expect(await ids()).toEqual(['p-1', FULL_AWS_ACCESS]);
    expect(await ids('p-1')).toEqual([FULL_AWS_ACCESS]);
    expect(await organizations.countPolicies('o-1')).toBe(1);
    const named = await organizations.findPolicy('o-1', 'FullAWSAccess');
    expect(named?.policyId).toBe(FULL_AWS_ACCESS);
    expect(await organizations.findPolicy('o-1', 'name of p-2')).toBeUndefined();
    await organizations.deletePolicy('p-1');
    expect(await ids()).toEqual([FULL_AWS_ACCESS]);
  });

  it('attaches and detaches', async () => {
    const { accounts, organizations } = store();
    await accounts.put(account);
    await organizations.putUnit(unit('ou-a', 'r-1111'));
    await organizations.putPolicy(policy('p-1'));
    const targetId = 'ou-a';
    await organizations.attach({ organizationId: 'o-1', targetId, policyId: 'p-1', attachedAt: 1 });
    await organizations.attachEverywhere('o-1', FULL_AWS_ACCESS, 5);
    await organizations.attachEverywhere('o-1', FULL_AWS_ACCESS, 6);
    const policies = async (target: string) =>
      (await organizations.policiesOfTarget('o-1', target)).map((one) => one.policyId);
    expect(await policies('ou-a')).toEqual(['p-1', FULL_AWS_ACCESS]);
    const targets = (after?: string) =>
      organizations.targetsOfPolicy('o-1', FULL_AWS_ACCESS, 9, after);
    expect(await targets()).toEqual([MANAGEMENT, MEMBER, 'ou-a', 'r-1111']);
    expect(await targets(MEMBER)).toEqual(['ou-a', 'r-1111']);
    await organizations.detach('o-1', 'ou-a', 'p-1');
    expect(await policies('ou-a')).toEqual([FULL_AWS_ACCESS]);
    await organizations.detachAll('o-1', MEMBER);
    expect(await targets()).toEqual([MANAGEMENT, 'ou-a', 'r-1111']);
    await organizations.deleteUnit('ou-a');
    expect(await targets()).toEqual([MANAGEMENT, 'r-1111']);
    await organizations.detachAll('o-1');
    expect(await targets()).toEqual([]);
  });

  it('answers the policies above an account level by level', async () => {
    const { accounts, organizations } = store();
    const attach = (targetId: string, policyId: string) =>
      organizations.attach({ organizationId: 'o-1', targetId, policyId, attachedAt: 1 });
    await organizations.putUnit(unit('ou-a', 'r-1111'));
    await organizations.putUnit(unit('ou-b', 'ou-a'));
    await accounts.put({ ...account, unitId: 'ou-b' });
    for (const id of ['p-1', 'p-2', 'p-3']) await organizations.putPolicy(policy(id));
    await attach('r-1111', 'p-1');
    await attach('ou-b', 'p-2');
    await attach('ou-b', 'p-3');
    await attach(MEMBER, 'p-1');
    const named = (id: string) => ({ name: `name of ${id}`, document: id });
    const levels = await organizations.scpLevels(MEMBER);
    expect(levels).toEqual([[named('p-1')], [], [named('p-2'), named('p-3')], [named('p-1')]]);
    expect(await organizations.scpLevels(MANAGEMENT)).toEqual([[named('p-1')], []]);
    expect(await organizations.scpLevels('777788889999')).toEqual([]);
    const { scpEnabledAt: _at, ...disabled } = organization;
    await organizations.put(disabled);
    expect(await organizations.scpLevels(MEMBER)).toEqual([]);
  });

  it('keeps tags of each resource of each organisation', async () => {
    const { organizations } = store();
    expect(await organizations.getTags('o-1', MEMBER)).toEqual({});
    await organizations.putTags('o-1', MEMBER, { a: 'b' });
    await organizations.putTags('o-2', MEMBER, { a: 'c' });
    expect(await organizations.getTags('o-1', MEMBER)).toEqual({ a: 'b' });
    await organizations.putTags('o-1', MEMBER, {});
    expect(await organizations.getTags('o-1', MEMBER)).toEqual({});
    expect(await organizations.getTags('o-2', MEMBER)).toEqual({ a: 'c' });
  });

  it('keeps trusted access and delegated administrators', async () => {
    const { organizations } = store();
    const access = { organizationId: 'o-1', servicePrincipal: 'b.example.com', enabledAt: 1 };
    await organizations.putServiceAccess(access);
    await organizations.putServiceAccess({ ...access, servicePrincipal: 'a.example.com' });
    const services = async () =>
      (await organizations.serviceAccess('o-1')).map((one) => one.servicePrincipal);
    expect(await services()).toEqual(['a.example.com', 'b.example.com']);
    await organizations.deleteServiceAccess('o-1', 'a.example.com');
    expect(await organizations.serviceAccess('o-1')).toStrictEqual([access]);
    const delegation = { ...access, accountId: MEMBER };
    const other = { ...delegation, accountId: MANAGEMENT, servicePrincipal: 'a.example.com' };
    await organizations.putDelegation(delegation);
    await organizations.putDelegation(other);
    expect(await organizations.delegations('o-1')).toStrictEqual([other, delegation]);
    const ofMember = await organizations.delegations('o-1', { accountId: MEMBER });
    expect(ofMember).toStrictEqual([delegation]);
    const { servicePrincipal } = other;
    expect(await organizations.delegations('o-1', { servicePrincipal })).toStrictEqual([other]);
    expect(await organizations.delegations('o-2')).toEqual([]);
    await organizations.deleteDelegation(delegation);
    expect(await organizations.delegations('o-1')).toStrictEqual([other]);
  });

  it('keeps handshakes, finds them from both sides and forgets what ended long ago', async () => {
    const { organizations } = store();
    const ended: Handshake = {
      handshakeId: 'h-2',
      organizationId: 'o-2',
      party: { type: 'ACCOUNT', id: MEMBER },
      tags: {},
      requestedAt: 1,
      expiresAt: 10,
      ended: { state: 'DECLINED', at: 30 },
    };
    await organizations.putHandshake(handshake);
    await organizations.putHandshake(ended);
    expect(await organizations.getHandshake('h-1')).toStrictEqual(handshake);
    expect(await organizations.getHandshake('h-2')).toStrictEqual(ended);
    expect(await organizations.handshakesOfOrganization('o-1', 5)).toStrictEqual([handshake]);
    expect(await organizations.handshakesOfOrganization('o-1', 5, 'h-1')).toEqual([]);
    const named = { accountId: MEMBER, email: 'mEMBER@example.com' };
    expect(await organizations.handshakesOfAccount(named, 5)).toStrictEqual([handshake, ended]);
    expect(await organizations.handshakesOfAccount(named, 5, 'h-1')).toStrictEqual([ended]);
    await organizations.deleteHandshakes(10);
    expect(await organizations.getHandshake('h-1')).toBeDefined();
    await organizations.deleteHandshakes(30);
    expect(await organizations.getHandshake('h-1')).toBeUndefined();
    expect(await organizations.getHandshake('h-2')).toBeDefined();
  });

  it('lists requests for accounts by state', async () => {
    const { organizations } = store();
    const states = ['SUCCEEDED', 'FAILED', 'SUCCEEDED'] as const;
    for (const [index, state] of states.entries()) {
      const requestId = `car-${index}`;
      const request = { requestId, organizationId: 'o-1', accountName: 'n', state, requestedAt: 1 };
      await organizations.putRequest(request);
    }
    const ids = async (...given: Parameters<typeof organizations.listRequests>) =>
      (await organizations.listRequests(...given)).map((request) => request.requestId);
    expect(await ids('o-1', [], 5)).toEqual(['car-0', 'car-1', 'car-2']);
    expect(await ids('o-1', ['SUCCEEDED'], 1, 'car-0')).toEqual(['car-2']);
    expect(await ids('o-1', ['FAILED'], 5)).toEqual(['car-1']);
    expect(await ids('o-2', [], 5)).toEqual([]);
  });

  it('deletes an organisation with all that it holds', async () => {
    const { accounts, organizations } = store();
    await accounts.put(account);
    await organizations.putUnit(unit('ou-a', 'r-1111'));
    await organizations.putPolicy(policy('p-1'));
    await organizations.attachEverywhere('o-1', 'p-1', 1);
    await organizations.putTags('o-1', 'ou-a', { a: 'b' });
    await organizations.putHandshake(handshake);
    await organizations.delete('o-1');
    expect(await organizations.get('o-1')).toBeUndefined();
    expect(await organizations.getUnit('ou-a')).toBeUndefined();
    expect(await organizations.getPolicy('p-1')).toBeUndefined();
    expect(await organizations.targetsOfPolicy('o-1', 'p-1', 5)).toEqual([]);
    expect(await organizations.getTags('o-1', 'ou-a')).toEqual({});
    expect(await organizations.getHandshake('h-1')).toBeUndefined();
    expect(await organizations.getPolicy(FULL_AWS_ACCESS)).toBeDefined();
    expect((await accounts.get(MEMBER))?.organizationId).toBe('o-1');
  });
}
