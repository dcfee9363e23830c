import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Membership, RelationshipStatus } from '../../../domain/membership.ts';
import { isoMillis } from '../../../lib/clock.ts';
import { ERROR_TEXTS } from '../errors.ts';
import {
  ADMINISTRATOR,
  addAccount,
  emailOf,
  enable,
  invite,
  MEMBER,
  OTHER,
  openPair,
  type Pair,
  REGION,
  refusalOf,
  START,
  statusOf,
} from '../testing.ts';

let pair: Pair;

beforeEach(async () => {
  pair = await openPair(false);
});
afterEach(() => pair.store.close());

const administratorOf = (n: number) => String(200_000_000_000 + n);

/** A row in which the member was asked by another account. */
const putRow = (administratorId: string, status: RelationshipStatus, more: Partial<Membership>) =>
  pair.store.members.put({
    administratorId,
    region: REGION,
    accountId: MEMBER,
    email: emailOf(MEMBER),
    status,
    invitation: { invitationId: 'a'.repeat(32) },
    invitedAt: START,
    updatedAt: START,
    ...more,
  });

const accept = (MasterId: string, InvitationId: string, DetectorId = pair.memberDetector) =>
  pair.call(MEMBER, 'AcceptInvitation', { DetectorId, MasterId, InvitationId });
const acceptTwin = (AdministratorId: string, InvitationId: string) =>
  pair.call(MEMBER, 'AcceptAdministratorInvitation', {
    DetectorId: pair.memberDetector,
    AdministratorId,
    InvitationId,
  });
const list = async () => (await pair.call(MEMBER, 'ListInvitations', {})).Invitations ?? [];
const count = async () => (await pair.call(MEMBER, 'GetInvitationsCount', {})).InvitationsCount;
const result = (accountId: string, name: keyof typeof ERROR_TEXTS) => ({
  UnprocessedAccounts: [{ AccountId: accountId, Result: ERROR_TEXTS[name] }],
});
const ALL_DONE = { UnprocessedAccounts: [] };

describe('ListInvitations and GetInvitationsCount', () => {
  it('show an invitation, also to an account without a detector', async () => {
    await pair.call(MEMBER, 'DeleteDetector', { DetectorId: pair.memberDetector });
    expect(await list()).toEqual([
      {
        AccountId: ADMINISTRATOR,
        InvitationId: pair.invitationId,
        InvitedAt: isoMillis(START),
        RelationshipStatus: 'Invited',
      },
    ]);
    expect(pair.invitationId).toMatch(/^[0-9a-f]{32}$/);
    expect(await count()).toBe(1);
  });

  it('hide what is being checked or failed its check, and count all but the accepted', async () => {
    await putRow(administratorOf(1), 'EmailVerificationInProgress', {});
    await putRow(administratorOf(2), 'EmailVerificationFailed', {});
    await putRow(administratorOf(3), 'Resigned', {});
    await putRow(administratorOf(4), 'Removed', {});
    expect((await list()).map((entry) => entry.RelationshipStatus).sort()).toEqual([
      'Invited',
      'Removed',
      'Resigned',
    ]);
    expect(await count()).toBe(3);
    await accept(ADMINISTRATOR, pair.invitationId);
    expect((await list()).length).toBe(3);
    expect(await count()).toBe(2);
  });

  it('has the newest last, and pages without losing its place', async () => {
    for (let n = 1; n <= 4; n += 1) {
      await putRow(administratorOf(n), 'Invited', { invitedAt: START + (n > 2 ? 2 : 1) });
    }
    const expected = [ADMINISTRATOR, ...[1, 2, 3, 4].map(administratorOf)];
    expect((await list()).map((entry) => entry.AccountId)).toEqual(expected);
    const first = await pair.call(MEMBER, 'ListInvitations', { MaxResults: 2 });
    expect(first.Invitations?.map((entry) => entry.AccountId)).toEqual(expected.slice(0, 2));
    await pair.store.members.delete(ADMINISTRATOR, REGION, MEMBER);
    const second = { MaxResults: 3, NextToken: first.NextToken };
    const rest = await pair.call(MEMBER, 'ListInvitations', second);
    expect(rest.Invitations?.map((entry) => entry.AccountId)).toEqual(expected.slice(2));
    expect('NextToken' in rest).toBe(false);
  });

  it.each(['abc', Buffer.from('invitations:x/y').toString('base64url')])(
    'refuse the token %s',
    async (NextToken) => {
      const refusal = await refusalOf(pair.call(MEMBER, 'ListInvitations', { NextToken }));
      expect(refusal.message).toBe(
        'The request is rejected because the parameter nextToken has an invalid value.',
      );
    },
  );
});

describe('AcceptInvitation and AcceptAdministratorInvitation', () => {
  it.each([
    ['AcceptInvitation', accept],
    ['AcceptAdministratorInvitation', acceptTwin],
  ] as const)('%s makes the caller a member', async (_name, call) => {
    pair.clock.advance(1000);
    expect(await call(ADMINISTRATOR, pair.invitationId)).toEqual({});
    const row = await pair.store.members.get(ADMINISTRATOR, REGION, MEMBER);
    expect(row?.status).toBe('Enabled');
    expect(row?.invitedAt).toBe(START);
    expect(row?.updatedAt).toBe(START + 1000);
  });

  const refused = async (
    call: Promise<unknown>,
    name: keyof typeof ERROR_TEXTS,
    status: string | undefined = 'Invited',
  ) => {
    const refusal = await refusalOf(call);
    expect(refusal.message).toBe(ERROR_TEXTS[name]);
    expect([refusal.code, refusal.status]).toEqual(['BadRequestException', 400]);
    expect(await statusOf(pair.store)).toBe(status);
  };

  it('refuse a second time, and a second administrator', async () => {
    await accept(ADMINISTRATOR, pair.invitationId);
    await refused(accept(ADMINISTRATOR, pair.invitationId), 'acceptAsMember', 'Enabled');
    const detectorId = await enable(pair.call, OTHER);
    const other = await invite(pair.call, { accountId: OTHER, detectorId }, MEMBER);
    await refused(acceptTwin(OTHER, other), 'acceptAsMember', 'Enabled');
    expect(await statusOf(pair.store, MEMBER, OTHER)).toBe('Invited');
  });

  it('refuse an administrator, be its only row just created', async () => {
    const AccountDetails = [{ AccountId: OTHER, Email: emailOf(OTHER) }];
    const input = { DetectorId: pair.memberDetector, AccountDetails };
    await pair.call(MEMBER, 'CreateMembers', input);
    await refused(accept(ADMINISTRATOR, pair.invitationId), 'acceptWithMembers');
  });

  it('refuse an inviter that is a member itself', async () => {
    const place = { region: REGION, accountId: ADMINISTRATOR, email: emailOf(ADMINISTRATOR) };
    const row = { ...place, administratorId: OTHER, status: 'Enabled', updatedAt: START } as const;
    await pair.store.members.put(row);
    await refused(accept(ADMINISTRATOR, pair.invitationId), 'acceptFromMember');
  });

  it('refuse where nothing is pending', async () => {
    await refused(accept(OTHER, pair.invitationId), 'noPendingInvitation');
    await refused(accept(ADMINISTRATOR, 'b'.repeat(32)), 'noPendingInvitation');
    await pair.call(MEMBER, 'DeclineInvitations', { AccountIds: [ADMINISTRATOR] });
    const again = accept(ADMINISTRATOR, pair.invitationId);
    await refused(again, 'noPendingInvitation', 'Resigned');
  });

  it("refuse another account's detector, and one that is off", async () => {
    const { administratorDetector, memberDetector: DetectorId, invitationId } = pair;
    const foreign = accept(ADMINISTRATOR, invitationId, administratorDetector);
    await refused(foreign, 'detectorNotOwned');
    await pair.call(MEMBER, 'UpdateDetector', { DetectorId, Enable: false });
    await refused(accept(ADMINISTRATOR, invitationId), 'invalidInput');
  });
});

describe('DeclineInvitations', () => {
  const decline = (...AccountIds: string[]) =>
    pair.call(MEMBER, 'DeclineInvitations', { AccountIds });

  it('makes the row Resigned and leaves the others open', async () => {
    await putRow(administratorOf(1), 'Invited', {});
    expect(await decline(ADMINISTRATOR, ADMINISTRATOR)).toEqual(ALL_DONE);
    expect(await statusOf(pair.store)).toBe('Resigned');
    expect(await statusOf(pair.store, MEMBER, administratorOf(1))).toBe('Invited');
  });

  it('lists what is not there or not open', async () => {
    await putRow(administratorOf(1), 'EmailVerificationInProgress', {});
    await putRow(administratorOf(2), 'Resigned', {});
    await putRow(administratorOf(3), 'Enabled', {});
    expect(await decline(OTHER)).toEqual(result(OTHER, 'noInvitation'));
    const hidden = administratorOf(1);
    expect(await decline(hidden)).toEqual(result(hidden, 'noInvitation'));
    for (const id of [administratorOf(2), administratorOf(3)]) {
      expect(await decline(id)).toEqual(result(id, 'noPendingInvitation'));
    }
  });
});

describe('DeleteInvitations', () => {
  const remove = (...AccountIds: string[]) =>
    pair.call(MEMBER, 'DeleteInvitations', { AccountIds });

  it.each(['Resigned', 'Removed'] as const)(
    'takes one that is %s out of the list; the row stays',
    async (status) => {
      await putRow(ADMINISTRATOR, status, {});
      expect(await remove(ADMINISTRATOR)).toEqual(ALL_DONE);
      expect([await list(), await count()]).toEqual([[], 0]);
      expect(await statusOf(pair.store)).toBe(status);
      expect(await remove(ADMINISTRATOR)).toEqual(result(ADMINISTRATOR, 'noInvitation'));
    },
  );

  it.each(['Invited', 'Enabled', 'Disabled'] as const)('refuses one that is %s', async (status) => {
    await putRow(ADMINISTRATOR, status, {});
    expect(await remove(ADMINISTRATOR)).toEqual(result(ADMINISTRATOR, 'invitationStillNeeded'));
    expect((await list()).length).toBe(1);
  });

  it('lists what was never there', async () => {
    expect(await remove(OTHER)).toEqual(result(OTHER, 'noInvitation'));
  });
});

describe('an account that is invited by a stranger', () => {
  it('sees nothing in the lists of others', async () => {
    await addAccount(pair.store, administratorOf(9));
    expect((await pair.call(OTHER, 'ListInvitations', {})).Invitations).toEqual([]);
    expect((await pair.call(OTHER, 'GetInvitationsCount', {})).InvitationsCount).toBe(0);
    const answer = await pair.call(OTHER, 'DeclineInvitations', { AccountIds: [ADMINISTRATOR] });
    expect(answer).toEqual(result(ADMINISTRATOR, 'noInvitation'));
    expect(await statusOf(pair.store)).toBe('Invited');
  });
});
