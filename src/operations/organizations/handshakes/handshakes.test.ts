import { beforeEach, describe, expect, it } from 'vitest';
import { leaveOrganization } from '../accounts/leave-organization.ts';
import { createOrganization } from '../create-organization.ts';
import { describeAccount } from '../describe-account.ts';
import { enablePolicyType } from '../policies/enable-policy-type.ts';
import { putQuotas } from '../quotas.ts';
import { listTagsForResource } from '../tags/list-tags-for-resource.ts';
import { MANAGEMENT, OUTSIDER, World } from '../testing.ts';
import { acceptHandshake } from './accept-handshake.ts';
import { cancelHandshake } from './cancel-handshake.ts';
import { declineHandshake } from './decline-handshake.ts';
import { describeHandshake } from './describe-handshake.ts';
import { inviteAccountToOrganization } from './invite-account-to-organization.ts';
import { listHandshakesForAccount } from './list-handshakes-for-account.ts';
import { listHandshakesForOrganization } from './list-handshakes-for-organization.ts';

const DAY = 86_400_000;
const NONE = 'h-00000000';

let world: World;
beforeEach(async () => {
  world = await World.organized();
});

async function invite(Id = OUTSIDER, Type: 'ACCOUNT' | 'EMAIL' = 'ACCOUNT'): Promise<string> {
  const input = { Target: { Id, Type } };
  const { Handshake: made } = await world.call(inviteAccountToOrganization, input);
  return made?.Id ?? '';
}

const accept = (HandshakeId: string, who = OUTSIDER) =>
  world.call(acceptHandshake, { HandshakeId }, who);
const decline = (HandshakeId: string, who = OUTSIDER) =>
  world.call(declineHandshake, { HandshakeId }, who);
const cancel = (HandshakeId: string, who = MANAGEMENT) =>
  world.call(cancelHandshake, { HandshakeId }, who);
const describeIt = (HandshakeId: string, who = OUTSIDER) =>
  world.call(describeHandshake, { HandshakeId }, who);
const received = async (who = OUTSIDER) =>
  (await world.call(listHandshakesForAccount, {}, who)).Handshakes ?? [];
const sent = async () => (await world.call(listHandshakesForOrganization, {})).Handshakes ?? [];

describe('InviteAccountToOrganization', () => {
  it('sends an invitation that both sides see', async () => {
    const { Handshake: made } = await world.call(inviteAccountToOrganization, {
      Target: { Id: OUTSIDER, Type: 'ACCOUNT' },
      Notes: 'please come',
    });
    const now = world.clock.now();
    expect(made).toMatchObject({
      State: 'OPEN',
      Action: 'INVITE',
      RequestedTimestamp: new Date(now),
      ExpirationTimestamp: new Date(now + 15 * DAY),
    });
    expect(made?.Id).toMatch(/^h-[a-z0-9]{32}$/);
    expect(made?.Arn).toMatch(
      new RegExp(
        `^arn:aws:organizations::${MANAGEMENT}:handshake/o-[a-z0-9]{10}/invite/${made?.Id}$`,
      ),
    );
    expect(made?.Parties?.map((party) => party.Type)).toEqual(['ORGANIZATION', 'ACCOUNT']);
    expect(made?.Resources?.[0]?.Resources).toContainEqual({
      Type: 'MASTER_EMAIL',
      Value: `${MANAGEMENT}@example.com`,
    });
    expect(made?.Resources?.[2]).toEqual({ Type: 'NOTES', Value: 'please come' });
    expect(await sent()).toEqual([made]);
    expect(await received()).toEqual([made]);
    expect((await describeIt(made?.Id ?? '')).Handshake).toEqual(made);
    expect((await describeIt(made?.Id ?? '', MANAGEMENT)).Handshake).toEqual(made);
  });

  it('finds the account by its address, in any case', async () => {
    const id = await invite(`${OUTSIDER}@EXAMPLE.com`, 'EMAIL');
    expect((await received()).map((one) => one.Id)).toEqual([id]);
    await accept(id);
  });

  it('is refused for a second open one, by whichever name', async () => {
    const first = await invite();
    const duplicate = { code: 'DuplicateHandshakeException' };
    await expect(invite()).rejects.toMatchObject(duplicate);
    await expect(invite(`${OUTSIDER}@example.com`, 'EMAIL')).rejects.toMatchObject(duplicate);
    await decline(first);
    const second = await invite();
    world.clock.advance(15 * DAY);
    const third = await invite();
    expect(new Set([first, second, third]).size).toBe(3);
  });

  it('is refused for a member, for what is no account, and beyond the quota', async () => {
    const member = await world.member('member');
    for (const [call, error] of [
      [invite(member), { fields: { Reason: 'ALREADY_IN_AN_ORGANIZATION' } }],
      [invite('member@example.com', 'EMAIL'), { fields: { Reason: 'ALREADY_IN_AN_ORGANIZATION' } }],
      [invite('somebody'), { fields: { Reason: 'INVALID_PATTERN_TARGET_ID' } }],
      [invite('somebody', 'EMAIL'), { fields: { Reason: 'INVALID_EMAIL_ADDRESS_TARGET' } }],
    ] as const) {
      await expect(call).rejects.toMatchObject(error);
    }
    const organization = { Target: { Id: 'o-1', Type: 'ORGANIZATION' } } as const;
    await expect(world.call(inviteAccountToOrganization, organization)).rejects.toMatchObject({
      fields: { Reason: 'INVALID_PARTY_TYPE_TARGET' },
    });
    await putQuotas(world.store.settings, { organizationAccountsMax: 2 });
    await expect(invite()).rejects.toMatchObject({
      code: 'HandshakeConstraintViolationException',
      fields: { Reason: 'ACCOUNT_NUMBER_LIMIT_EXCEEDED' },
    });
  });
});

describe('AcceptHandshake', () => {
  it('makes the account a member below the root, with tags and policies', async () => {
    const PolicyType = 'SERVICE_CONTROL_POLICY';
    await world.call(enablePolicyType, { RootId: world.rootId, PolicyType });
    const Tags = [{ Key: 'from', Value: 'outside' }];
    const { Handshake: made } = await world.call(inviteAccountToOrganization, {
      Target: { Id: OUTSIDER, Type: 'ACCOUNT' },
      Tags,
    });
    const { Handshake: accepted } = await accept(made?.Id ?? '');
    expect(accepted).toMatchObject({ Id: made?.Id, State: 'ACCEPTED' });
    const { Account: account } = await world.call(describeAccount, { AccountId: OUTSIDER });
    expect(account).toMatchObject({
      JoinedMethod: 'INVITED',
      JoinedTimestamp: new Date(world.clock.now()),
    });
    const tags = await world.call(listTagsForResource, { ResourceId: OUTSIDER });
    expect(tags.Tags).toEqual(Tags);
    const levels = await world.store.organizations.scpLevels(OUTSIDER);
    expect(levels.map((level) => level.length)).toEqual([1, 1]);
  });

  it('is refused within an organisation, and beyond the quota', async () => {
    const id = await invite();
    await putQuotas(world.store.settings, { organizationAccountsMax: 1 });
    await expect(accept(id)).rejects.toMatchObject({
      fields: { Reason: 'ACCOUNT_NUMBER_LIMIT_EXCEEDED' },
    });
    await putQuotas(world.store.settings, { organizationAccountsMax: 9 });
    await world.call(createOrganization, {}, OUTSIDER);
    await expect(accept(id)).rejects.toMatchObject({
      code: 'HandshakeConstraintViolationException',
      fields: { Reason: 'ALREADY_IN_AN_ORGANIZATION' },
    });
    expect((await describeIt(id)).Handshake?.State).toBe('OPEN');
  });

  it('is not undone by leaving: a new invitation is needed', async () => {
    const id = await invite();
    await accept(id);
    await world.call(leaveOrganization, {}, OUTSIDER);
    await expect(accept(id)).rejects.toMatchObject({ code: 'HandshakeAlreadyInStateException' });
    await accept(await invite());
  });
});

describe('the ends of a handshake', () => {
  it('are final, each with a refusal of its own', async () => {
    const already = { code: 'HandshakeAlreadyInStateException' };
    const invalid = { code: 'InvalidHandshakeTransitionException' };
    const declined = await invite();
    expect((await decline(declined)).Handshake?.State).toBe('DECLINED');
    await expect(decline(declined)).rejects.toMatchObject(already);
    await expect(accept(declined)).rejects.toMatchObject(invalid);
    const canceled = await invite();
    expect((await cancel(canceled)).Handshake?.State).toBe('CANCELED');
    await expect(cancel(canceled)).rejects.toMatchObject(already);
    await expect(decline(canceled)).rejects.toMatchObject(invalid);
  });

  it('come by themselves after fifteen days, and are forgotten after thirty more', async () => {
    const id = await invite();
    world.clock.advance(15 * DAY - 1);
    expect((await received())[0]?.State).toBe('OPEN');
    world.clock.advance(1);
    expect((await received())[0]?.State).toBe('EXPIRED');
    await expect(accept(id)).rejects.toMatchObject({
      code: 'InvalidHandshakeTransitionException',
    });
    world.clock.advance(30 * DAY + 1);
    expect(await received()).toEqual([]);
    expect(await sent()).toEqual([]);
    await expect(describeIt(id)).rejects.toMatchObject({ code: 'HandshakeNotFoundException' });
  });
});

describe('who may', () => {
  it('answer, cancel or see a handshake', async () => {
    const id = await invite();
    const member = await world.member('member');
    const denied = { code: 'AccessDeniedException' };
    await expect(accept(id, MANAGEMENT)).rejects.toMatchObject(denied);
    await expect(decline(id, MANAGEMENT)).rejects.toMatchObject(denied);
    await expect(cancel(id, OUTSIDER)).rejects.toMatchObject(denied);
    const hidden = { code: 'HandshakeNotFoundException' };
    for (const call of [accept(id, member), cancel(id, member), describeIt(id, member)]) {
      await expect(call).rejects.toMatchObject(hidden);
    }
    await expect(accept(NONE)).rejects.toMatchObject(hidden);
    expect(await received(member)).toEqual([]);
    const list = world.call(listHandshakesForOrganization, {}, OUTSIDER);
    await expect(list).rejects.toMatchObject({ code: 'AWSOrganizationsNotInUseException' });
  });
});

describe('the lists of handshakes', () => {
  it('heed the filter: there are invitations and nothing else', async () => {
    await invite();
    const ofType = async (ActionType: 'INVITE' | 'ENABLE_ALL_FEATURES') =>
      (await world.call(listHandshakesForOrganization, { Filter: { ActionType } })).Handshakes;
    expect(await ofType('INVITE')).toHaveLength(1);
    expect(await ofType('ENABLE_ALL_FEATURES')).toEqual([]);
    const Filter = { ParentHandshakeId: NONE };
    const child = await world.call(listHandshakesForAccount, { Filter }, OUTSIDER);
    expect(child.Handshakes).toEqual([]);
  });

  it('page', async () => {
    const ids = [await invite(), await invite('222233334444'), await invite('333344445555')];
    const seen: (string | undefined)[] = [];
    let NextToken: string | undefined;
    do {
      const input = { MaxResults: 2, NextToken };
      const page = await world.call(listHandshakesForOrganization, input);
      seen.push(...(page.Handshakes ?? []).map((one) => one.Id));
      NextToken = page.NextToken;
    } while (NextToken !== undefined);
    expect(seen).toEqual([...ids].sort());
  });
});
