import { beforeEach, describe, expect, it } from 'vitest';
import { createAccount } from '../create-account.ts';
import { createOrganization } from '../create-organization.ts';
import { describeAccount } from '../describe-account.ts';
import { describeOrganization } from '../describe-organization.ts';
import { inviteAccountToOrganization } from '../handshakes/invite-account-to-organization.ts';
import { listHandshakesForAccount } from '../handshakes/list-handshakes-for-account.ts';
import { listAccounts } from '../list-accounts.ts';
import { enablePolicyType } from '../policies/enable-policy-type.ts';
import { deregisterDelegatedAdministrator } from '../services/deregister-delegated-administrator.ts';
import { tagResource } from '../tags/tag-resource.ts';
import { MANAGEMENT, OUTSIDER, World } from '../testing.ts';
import { createOrganizationalUnit } from '../tree/create-organizational-unit.ts';
import { listParents } from '../tree/list-parents.ts';
import { moveAccount } from '../tree/move-account.ts';
import { closeAccount } from './close-account.ts';
import { deleteOrganization } from './delete-organization.ts';
import { outside } from './leave.ts';
import { leaveOrganization } from './leave-organization.ts';
import { listCreateAccountStatus } from './list-create-account-status.ts';
import { removeAccountFromOrganization } from './remove-account-from-organization.ts';

const NOT_IN_USE = { code: 'AWSOrganizationsNotInUseException' };

let world: World;
beforeEach(async () => {
  world = await World.organized();
});

describe('CloseAccount', () => {
  it('suspends the account and shows it so', async () => {
    const AccountId = await world.member('member');
    await world.call(closeAccount, { AccountId });
    expect((await world.store.accounts.get(AccountId))?.status).toBe('SUSPENDED');
    const { Account: account } = await world.call(describeAccount, { AccountId });
    expect(account).toMatchObject({ Status: 'SUSPENDED', State: 'CLOSED' });
  });

  it('is refused for the management account, twice, and for strangers', async () => {
    const AccountId = await world.member('member');
    await world.call(closeAccount, { AccountId });
    for (const [id, error] of [
      [MANAGEMENT, { fields: { Reason: 'CANNOT_CLOSE_MANAGEMENT_ACCOUNT' } }],
      [AccountId, { code: 'AccountAlreadyClosedException' }],
      [OUTSIDER, { code: 'AccountNotFoundException' }],
    ] as const) {
      const call = world.call(closeAccount, { AccountId: id });
      await expect(call).rejects.toMatchObject(error);
    }
  });

  it('needs all features', async () => {
    await world.call(createOrganization, { FeatureSet: 'CONSOLIDATED_BILLING' }, OUTSIDER);
    const input = { Email: 'b@example.com', AccountName: 'b' };
    await world.call(createAccount, input, OUTSIDER);
    const AccountId = (await world.store.accounts.findByEmail(input.Email))?.accountId ?? '';
    await expect(world.call(closeAccount, { AccountId }, OUTSIDER)).rejects.toMatchObject({
      fields: { Reason: 'ORGANIZATION_NOT_IN_ALL_FEATURES_MODE' },
    });
  });
});

describe.each(['RemoveAccountFromOrganization', 'LeaveOrganization'] as const)('%s', (name) => {
  const leave = (AccountId: string) =>
    name === 'LeaveOrganization'
      ? world.call(leaveOrganization, {}, AccountId)
      : world.call(removeAccountFromOrganization, { AccountId });

  it('takes the account out, with its policies and tags', async () => {
    const PolicyType = 'SERVICE_CONTROL_POLICY';
    await world.call(enablePolicyType, { RootId: world.rootId, PolicyType });
    const AccountId = await world.member('member');
    await world.call(tagResource, { ResourceId: AccountId, Tags: [{ Key: 'a', Value: 'b' }] });
    const { OrganizationalUnit: unit } = await world.call(createOrganizationalUnit, {
      Name: 'unit',
      ParentId: world.rootId,
    });
    const DestinationParentId = unit?.Id ?? '';
    await world.call(moveAccount, { AccountId, SourceParentId: world.rootId, DestinationParentId });
    const before = await world.store.accounts.get(AccountId);
    await leave(AccountId);
    const after = await world.store.accounts.get(AccountId);
    expect(after).toEqual({
      accountId: AccountId,
      email: 'member@example.com',
      name: 'member',
      status: 'ACTIVE',
      createdAt: before?.createdAt,
    });
    await expect(world.call(describeOrganization, {}, AccountId)).rejects.toMatchObject(NOT_IN_USE);
    await expect(world.call(describeAccount, { AccountId })).rejects.toMatchObject({
      code: 'AccountNotFoundException',
    });
    const { organizations } = world.store;
    const organizationId = before?.organizationId ?? '';
    expect(await organizations.policiesOfTarget(organizationId, AccountId)).toEqual([]);
    expect(await organizations.getTags(organizationId, AccountId)).toEqual({});
  });

  it('is refused for the management account and for delegated administrators', async () => {
    await expect(leave(MANAGEMENT)).rejects.toMatchObject({
      code: 'MasterCannotLeaveOrganizationException',
    });
    const AccountId = await world.administrator('member');
    await expect(leave(AccountId)).rejects.toMatchObject({
      code: 'ConstraintViolationException',
      fields: { Reason: 'CANNOT_REMOVE_DELEGATED_ADMINISTRATOR_FROM_ORG' },
    });
    const ServicePrincipal = 'config.amazonaws.com';
    await world.call(deregisterDelegatedAdministrator, { AccountId, ServicePrincipal });
    await leave(AccountId);
  });
});

describe('leaving', () => {
  it('is refused where there is nothing to leave', async () => {
    await expect(world.call(leaveOrganization, {}, OUTSIDER)).rejects.toMatchObject(NOT_IN_USE);
    const remove = world.call(removeAccountFromOrganization, { AccountId: OUTSIDER });
    await expect(remove).rejects.toMatchObject({ code: 'AccountNotFoundException' });
  });

  it('keeps of an account only what it had outside', () => {
    const account = { accountId: MANAGEMENT, email: 'e', name: 'n', status: 'ACTIVE' } as const;
    const inside = { ...account, createdAt: 1, organizationId: 'o', unitId: 'u', joinedAt: 2 };
    expect(outside({ ...inside, joinedMethod: 'CREATED' })).toEqual({ ...account, createdAt: 1 });
  });
});

describe('joining', () => {
  it('puts an account directly below the root', async () => {
    // `join.ts` does it for CreateAccount and AcceptHandshake alike.
    const AccountId = await world.member('member');
    const { Parents: parents } = await world.call(listParents, { ChildId: AccountId });
    expect(parents).toEqual([{ Id: world.rootId, Type: 'ROOT' }]);
  });
});

describe('DeleteOrganization', () => {
  it('leaves the management account free to begin again', async () => {
    const Target = { Id: OUTSIDER, Type: 'ACCOUNT' } as const;
    await world.call(inviteAccountToOrganization, { Target });
    await world.call(deleteOrganization, {});
    await expect(world.call(describeOrganization, {})).rejects.toMatchObject(NOT_IN_USE);
    const { Handshakes: open } = await world.call(listHandshakesForAccount, {}, OUTSIDER);
    expect(open).toEqual([]);
    await world.call(createOrganization, {});
    const { Accounts: accounts } = await world.call(listAccounts, {});
    expect(accounts?.map((account) => account.Id)).toEqual([MANAGEMENT]);
  });

  it('is refused while a member is there, closed or not', async () => {
    const AccountId = await world.member('member');
    const notEmpty = {
      code: 'OrganizationNotEmptyException',
      message:
        'To delete an organization you must first remove all member accounts (except the master).',
    };
    await expect(world.call(deleteOrganization, {})).rejects.toMatchObject(notEmpty);
    await world.call(closeAccount, { AccountId });
    await expect(world.call(deleteOrganization, {})).rejects.toMatchObject(notEmpty);
    await world.call(removeAccountFromOrganization, { AccountId });
    await world.call(deleteOrganization, {});
  });
});

describe('ListCreateAccountStatus', () => {
  it('shows what became of the requests, by state', async () => {
    await world.member('one');
    await world.call(createAccount, { Email: 'one@example.com', AccountName: 'again' });
    const list = async (...States: ('SUCCEEDED' | 'FAILED' | 'IN_PROGRESS')[]) =>
      (await world.call(listCreateAccountStatus, { States })).CreateAccountStatuses;
    expect(await list()).toHaveLength(2);
    expect(await list('IN_PROGRESS')).toEqual([]);
    const failed = await list('FAILED');
    expect(failed).toHaveLength(1);
    expect(failed?.[0]).toMatchObject({ FailureReason: 'EMAIL_ALREADY_EXISTS' });
    const page = await world.call(listCreateAccountStatus, { MaxResults: 1 });
    expect(page.CreateAccountStatuses).toHaveLength(1);
    expect(page.NextToken).toBeDefined();
  });
});
