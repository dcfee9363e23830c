import { beforeEach, describe, expect, it } from 'vitest';
import { closeAccount } from '../accounts/close-account.ts';
import { createOrganization } from '../create-organization.ts';
import { enablePolicyType } from '../policies/enable-policy-type.ts';
import { listTagsForResource } from '../tags/list-tags-for-resource.ts';
import { MANAGEMENT, OUTSIDER, World } from '../testing.ts';
import { createOrganizationalUnit } from './create-organizational-unit.ts';
import { deleteOrganizationalUnit } from './delete-organizational-unit.ts';
import { describeOrganizationalUnit } from './describe-organizational-unit.ts';
import { listAccountsForParent } from './list-accounts-for-parent.ts';
import { listChildren } from './list-children.ts';
import { listOrganizationalUnitsForParent } from './list-organizational-units-for-parent.ts';
import { listParents } from './list-parents.ts';
import { listRoots } from './list-roots.ts';
import { moveAccount } from './move-account.ts';
import { updateOrganizationalUnit } from './update-organizational-unit.ts';

const NOWHERE = 'ou-0000-00000000';

let world: World;
let root: string;
beforeEach(async () => {
  world = await World.organized();
  root = world.rootId;
});

async function unit(Name: string, ParentId = root): Promise<string> {
  const made = await world.call(createOrganizationalUnit, { Name, ParentId });
  return made.OrganizationalUnit?.Id ?? '';
}

describe('ListRoots', () => {
  it('shows the one root, and the policy types that are enabled on it', async () => {
    const { Roots: before } = await world.call(listRoots, {});
    expect(before).toHaveLength(1);
    expect(before?.[0]).toMatchObject({ Name: 'Root', PolicyTypes: [] });
    expect(before?.[0]?.Arn).toMatch(
      new RegExp(`^arn:aws:organizations::${MANAGEMENT}:root/o-[a-z0-9]{10}/${root}$`),
    );
    const PolicyType = 'SERVICE_CONTROL_POLICY';
    const { Root: enabled } = await world.call(enablePolicyType, { RootId: root, PolicyType });
    const { Roots: after } = await world.call(listRoots, {});
    expect(after).toEqual([enabled]);
    expect(after?.[0]?.PolicyTypes).toEqual([{ Type: PolicyType, Status: 'ENABLED' }]);
  });
});

describe('CreateOrganizationalUnit', () => {
  it('makes a unit that is described, listed and tagged', async () => {
    const Tags = [{ Key: 'stage', Value: 'prod' }];
    const { OrganizationalUnit: made } = await world.call(createOrganizationalUnit, {
      Name: 'Workloads',
      ParentId: root,
      Tags,
    });
    const id = made?.Id ?? '';
    expect(id).toMatch(new RegExp(`^ou-${root.slice(2)}-[a-z0-9]{8}$`));
    expect(made?.Arn).toMatch(new RegExp(`:ou/o-[a-z0-9]{10}/${id}$`));
    expect(made?.Path).toMatch(new RegExp(`^o-[a-z0-9]{10}/${root}/${id}/$`));
    const described = await world.call(describeOrganizationalUnit, { OrganizationalUnitId: id });
    expect(described.OrganizationalUnit).toEqual(made);
    const listed = await world.call(listOrganizationalUnitsForParent, { ParentId: root });
    expect(listed.OrganizationalUnits).toEqual([made]);
    const tags = await world.call(listTagsForResource, { ResourceId: id });
    expect(tags.Tags).toEqual(Tags);
  });

  it('refuses a name that its parent has, and takes it elsewhere', async () => {
    const one = await unit('Workloads');
    await expect(unit('Workloads')).rejects.toMatchObject({
      code: 'DuplicateOrganizationalUnitException',
      status: 400,
      message: 'An OU with the same name already exists.',
    });
    expect(await unit('Workloads', one)).not.toBe('');
  });

  it('refuses a parent that does not exist, and more than five levels', async () => {
    await expect(unit('a', NOWHERE)).rejects.toMatchObject({ code: 'ParentNotFoundException' });
    await expect(unit('a', 'r-0000')).rejects.toMatchObject({ code: 'ParentNotFoundException' });
    let parent = root;
    for (const name of ['1', '2', '3', '4', '5']) parent = await unit(name, parent);
    await expect(unit('6', parent)).rejects.toMatchObject({
      code: 'ConstraintViolationException',
      fields: { Reason: 'OU_DEPTH_LIMIT_EXCEEDED' },
    });
  });
});

describe('UpdateOrganizationalUnit', () => {
  it('renames; the same name again changes nothing', async () => {
    const id = await unit('old');
    for (const Name of ['new', 'new', undefined]) {
      const input = { OrganizationalUnitId: id, Name };
      const { OrganizationalUnit: updated } = await world.call(updateOrganizationalUnit, input);
      expect(updated).toMatchObject({ Id: id, Name: 'new' });
    }
    const described = await world.call(describeOrganizationalUnit, { OrganizationalUnitId: id });
    expect(described.OrganizationalUnit?.Name).toBe('new');
  });

  it('refuses the name of a sister and a unit that does not exist', async () => {
    await unit('taken');
    const input = { OrganizationalUnitId: await unit('other'), Name: 'taken' };
    await expect(world.call(updateOrganizationalUnit, input)).rejects.toMatchObject({
      code: 'DuplicateOrganizationalUnitException',
    });
    const nowhere = { OrganizationalUnitId: NOWHERE, Name: 'x' };
    await expect(world.call(updateOrganizationalUnit, nowhere)).rejects.toMatchObject({
      code: 'OrganizationalUnitNotFoundException',
    });
  });
});

describe('DeleteOrganizationalUnit', () => {
  const remove = (OrganizationalUnitId: string) =>
    world.call(deleteOrganizationalUnit, { OrganizationalUnitId });

  it('deletes an empty unit and no other', async () => {
    const outer = await unit('outer');
    const inner = await unit('inner', outer);
    const notEmpty = { code: 'OrganizationalUnitNotEmptyException' };
    await expect(remove(outer)).rejects.toMatchObject(notEmpty);
    const AccountId = await world.member('member');
    const move = { AccountId, SourceParentId: root, DestinationParentId: inner };
    await world.call(moveAccount, move);
    await expect(remove(inner)).rejects.toMatchObject(notEmpty);
    const back = { AccountId, SourceParentId: inner, DestinationParentId: root };
    await world.call(moveAccount, back);
    await remove(inner);
    await remove(outer);
    const gone = { code: 'OrganizationalUnitNotFoundException' };
    await expect(remove(outer)).rejects.toMatchObject(gone);
    const described = world.call(describeOrganizationalUnit, { OrganizationalUnitId: inner });
    await expect(described).rejects.toMatchObject(gone);
  });
});

describe('MoveAccount', () => {
  it('changes what parents, children and paths say', async () => {
    const AccountId = await world.member('member');
    const outer = await unit('outer');
    const inner = await unit('inner', outer);
    await world.call(moveAccount, { AccountId, SourceParentId: root, DestinationParentId: inner });
    const { Parents: parents } = await world.call(listParents, { ChildId: AccountId });
    expect(parents).toEqual([{ Id: inner, Type: 'ORGANIZATIONAL_UNIT' }]);
    const ChildType = 'ACCOUNT';
    const { Children: there } = await world.call(listChildren, { ParentId: inner, ChildType });
    expect(there).toEqual([{ Id: AccountId, Type: ChildType }]);
    const { Children: here } = await world.call(listChildren, { ParentId: root, ChildType });
    expect(here).toEqual([{ Id: MANAGEMENT, Type: ChildType }]);
    const { Accounts: accounts } = await world.call(listAccountsForParent, { ParentId: inner });
    expect(accounts?.[0]?.Id).toBe(AccountId);
    expect(accounts?.[0]?.Paths?.[0]).toMatch(
      new RegExp(`^o-[a-z0-9]{10}/${root}/${outer}/${inner}/${AccountId}/$`),
    );
  });

  it('refuses what is not where it is said to be', async () => {
    const AccountId = await world.member('member');
    const there = await unit('there');
    const move = (account: string, from: string, to: string) =>
      world.call(moveAccount, {
        AccountId: account,
        SourceParentId: from,
        DestinationParentId: to,
      });
    for (const [call, code] of [
      [move(OUTSIDER, root, there), 'AccountNotFoundException'],
      [move(AccountId, NOWHERE, there), 'SourceParentNotFoundException'],
      [move(AccountId, there, root), 'SourceParentNotFoundException'],
      [move(AccountId, root, NOWHERE), 'DestinationParentNotFoundException'],
      [move(AccountId, root, root), 'DuplicateAccountException'],
    ] as const) {
      await expect(call).rejects.toMatchObject({ code });
    }
    const { Parents: parents } = await world.call(listParents, { ChildId: AccountId });
    expect(parents).toEqual([{ Id: root, Type: 'ROOT' }]);
  });
});

describe('the lists of the tree', () => {
  it('page without repeating or skipping one', async () => {
    for (let index = 0; index < 5; index += 1) await unit(`unit-${index}`);
    const seen: (string | undefined)[] = [];
    let NextToken: string | undefined;
    do {
      const input = { ParentId: root, ChildType: 'ORGANIZATIONAL_UNIT', MaxResults: 2 } as const;
      const page = await world.call(listChildren, { ...input, NextToken });
      seen.push(...(page.Children ?? []).map((child) => child.Id));
      NextToken = page.NextToken;
    } while (NextToken !== undefined);
    expect(new Set(seen).size).toBe(5);
    expect(seen).toHaveLength(5);
  });

  it('refuse a token of another list', async () => {
    await unit('a');
    await unit('b');
    const page = await world.call(listOrganizationalUnitsForParent, {
      ParentId: root,
      MaxResults: 1,
    });
    const call = world.call(listAccountsForParent, { ParentId: root, NextToken: page.NextToken });
    await expect(call).rejects.toMatchObject({ fields: { Reason: 'INVALID_NEXT_TOKEN' } });
  });

  it('refuse parents and children that do not exist', async () => {
    const ParentId = NOWHERE;
    const ChildType = 'ACCOUNT';
    for (const call of [
      world.call(listChildren, { ParentId, ChildType }),
      world.call(listAccountsForParent, { ParentId }),
      world.call(listOrganizationalUnitsForParent, { ParentId }),
    ]) {
      await expect(call).rejects.toMatchObject({ code: 'ParentNotFoundException' });
    }
    for (const ChildId of [OUTSIDER, NOWHERE]) {
      const call = world.call(listParents, { ChildId });
      await expect(call).rejects.toMatchObject({ code: 'ChildNotFoundException' });
    }
  });

  it('show a closed account where it was', async () => {
    const AccountId = await world.member('member');
    await world.call(closeAccount, { AccountId });
    const { Accounts: accounts } = await world.call(listAccountsForParent, { ParentId: root });
    const closed = accounts?.find((account) => account.Id === AccountId);
    expect(closed).toMatchObject({ Status: 'SUSPENDED', State: 'CLOSED' });
  });
});

describe('another organisation', () => {
  it('finds no unit of this one', async () => {
    const OrganizationalUnitId = await unit('ours');
    await world.call(createOrganization, {}, OUTSIDER);
    const gone = { code: 'OrganizationalUnitNotFoundException' };
    for (const call of [
      world.call(describeOrganizationalUnit, { OrganizationalUnitId }, OUTSIDER),
      world.call(deleteOrganizationalUnit, { OrganizationalUnitId }, OUTSIDER),
      world.call(updateOrganizationalUnit, { OrganizationalUnitId, Name: 'x' }, OUTSIDER),
    ]) {
      await expect(call).rejects.toMatchObject(gone);
    }
    const inside = { ParentId: OrganizationalUnitId, Name: 'x' };
    await expect(world.call(createOrganizationalUnit, inside, OUTSIDER)).rejects.toMatchObject({
      code: 'ParentNotFoundException',
    });
  });
});
