/** The administrator's side of a membership, as a client of AWS sees it. */
import {
  CreateMembersCommand,
  DeleteMembersCommand,
  DisassociateMembersCommand,
  GetMembersCommand,
  InviteMembersCommand,
  ListDetectorsCommand,
  ListInvitationsCommand,
  ListMembersCommand,
  paginateListMembers,
  StartMonitoringMembersCommand,
  StopMonitoringMembersCommand,
} from '@aws-sdk/client-guardduty';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  accept,
  enable,
  invite,
  refusal,
  type TestAccount,
  VedetteServer,
} from './vedette-server.ts';

describe('members', () => {
  let server: VedetteServer;
  let administrator: TestAccount;
  let DetectorId: string;

  beforeAll(async () => {
    server = await VedetteServer.start();
    administrator = await server.account('012345678901');
    DetectorId = await enable(administrator);
  });
  afterAll(() => server?.stop());

  /** An account that has accepted, and so is Enabled. */
  async function associated(accountId: string): Promise<TestAccount> {
    const member = await server.account(accountId);
    await invite(administrator, DetectorId, member);
    await accept(member, await enable(member));
    return member;
  }

  const statusOf = async (accountId: string): Promise<string | undefined> => {
    const AccountIds = [accountId];
    const got = await administrator.guardduty.send(
      new GetMembersCommand({ DetectorId, AccountIds }),
    );
    return got.Members?.[0]?.RelationshipStatus;
  };

  test('shows CreateMembers, GetMembers: added, not associated', async () => {
    const { guardduty } = administrator;
    const AccountDetails = [{ AccountId: '111122223333', Email: 'member@example.com' }];
    const AccountIds = ['111122223333'];
    const before = await guardduty.send(new GetMembersCommand({ DetectorId, AccountIds }));
    expect(before.Members).toEqual([]);
    await guardduty.send(new CreateMembersCommand({ DetectorId, AccountDetails }));
    const after = await guardduty.send(new GetMembersCommand({ DetectorId, AccountIds }));
    expect(after.Members).toEqual([
      expect.objectContaining({
        AccountId: '111122223333',
        AdministratorId: administrator.accountId,
        MasterId: administrator.accountId,
        Email: 'member@example.com',
        RelationshipStatus: 'Created',
      }),
    ]);
  });

  test('shows ListMembers: associated ones, or all', async () => {
    const { guardduty } = administrator;
    const AccountDetails = [{ AccountId: '111133335555', Email: 'member@example.com' }];
    await guardduty.send(new CreateMembersCommand({ DetectorId, AccountDetails }));
    const member = await associated('222233334444');
    const ids = async (OnlyAssociated: string) => {
      const listed = await guardduty.send(new ListMembersCommand({ DetectorId, OnlyAssociated }));
      return listed.Members?.map((one) => one.AccountId);
    };
    expect(await ids('TRUE')).toContain(member.accountId);
    expect(await ids('true')).not.toContain('111133335555');
    expect(await ids('false')).toContain('111133335555');
  });

  test('shows InviteMembers: the invitation arrives at the member', async () => {
    const member = await server.account('333344445555');
    const AccountDetails = [{ AccountId: member.accountId, Email: member.email }];
    const AccountIds = [member.accountId];
    await administrator.guardduty.send(new CreateMembersCommand({ DetectorId, AccountDetails }));
    const before = await member.guardduty.send(new ListInvitationsCommand({}));
    expect(before.Invitations).toEqual([]);
    const DisableEmailNotification = true;
    await administrator.guardduty.send(
      new InviteMembersCommand({ DetectorId, AccountIds, DisableEmailNotification }),
    );
    expect(await statusOf(member.accountId)).toBe('Invited');
    const after = await member.guardduty.send(new ListInvitationsCommand({}));
    expect(after.Invitations).toEqual([
      expect.objectContaining({
        AccountId: administrator.accountId,
        InvitationId: expect.stringMatching(/^[0-9a-f]{32}$/),
        RelationshipStatus: 'Invited',
      }),
    ]);
  });

  test('shows StopMonitoringMembers, StartMonitoringMembers: off and on again', async () => {
    const member = await associated('444455556666');
    const { guardduty } = administrator;
    const AccountIds = [member.accountId];
    expect(await statusOf(member.accountId)).toBe('Enabled');
    await guardduty.send(new StopMonitoringMembersCommand({ DetectorId, AccountIds }));
    expect(await statusOf(member.accountId)).toBe('Disabled');
    await guardduty.send(new StartMonitoringMembersCommand({ DetectorId, AccountIds }));
    expect(await statusOf(member.accountId)).toBe('Enabled');
  });

  test('shows DisassociateMembers, DeleteMembers: in this order only', async () => {
    const member = await associated('555566667777');
    const { guardduty } = administrator;
    const AccountIds = [member.accountId];
    const early = await guardduty.send(new DeleteMembersCommand({ DetectorId, AccountIds }));
    expect(early.UnprocessedAccounts).toEqual([
      {
        AccountId: member.accountId,
        Result:
          'The request is rejected because the current account cannot delete the given member ' +
          'account ID since it is still associated to it.',
      },
    ]);
    await guardduty.send(new DisassociateMembersCommand({ DetectorId, AccountIds }));
    expect(await statusOf(member.accountId)).toBe('Removed');
    const late = await guardduty.send(new DeleteMembersCommand({ DetectorId, AccountIds }));
    expect(late.UnprocessedAccounts).toEqual([]);
    expect(await statusOf(member.accountId)).toBeUndefined();
  });

  test('a call takes fifty accounts and no more', async () => {
    const details = (count: number) =>
      Array.from({ length: count }, (_, index) => ({
        AccountId: String(700000000000 + index),
        Email: 'member@example.com',
      }));
    const create = (count: number) =>
      administrator.guardduty.send(
        new CreateMembersCommand({ DetectorId, AccountDetails: details(count) }),
      );
    expect((await create(50)).UnprocessedAccounts).toEqual([]);
    expect(await refusal(create(51))).toMatch(/^BadRequestException: The request is rejected/);
  });

  test('an invitation may carry a message, and goes to fifty accounts at most', async () => {
    const member = await server.account('444433332222');
    const AccountDetails = [{ AccountId: member.accountId, Email: member.email }];
    await administrator.guardduty.send(new CreateMembersCommand({ DetectorId, AccountDetails }));
    const invite = (AccountIds: string[]) =>
      administrator.guardduty.send(
        new InviteMembersCommand({ DetectorId, AccountIds, Message: 'Please join us.' }),
      );
    expect((await invite([member.accountId])).UnprocessedAccounts).toEqual([]);
    const many = Array.from({ length: 51 }, (_, index) => String(800000000000 + index));
    expect(await refusal(invite(many))).toMatch(/^BadRequestException: The request is rejected/);
  });

  test('an inviter makes no detector in an account and sees none but those it added', async () => {
    const stranger = await server.account('888877776666');
    const invited = await server.account('777766665555');
    await invite(administrator, DetectorId, invited);
    const own = await invited.guardduty.send(new ListDetectorsCommand({}));
    expect(own.DetectorIds).toEqual([]);
    const ids: (string | undefined)[] = [];
    const pages = paginateListMembers(
      { client: administrator.guardduty },
      { DetectorId, OnlyAssociated: 'false' },
    );
    for await (const { Members = [] } of pages) ids.push(...Members.map((one) => one.AccountId));
    expect(ids).toContain(invited.accountId);
    expect(ids).not.toContain(stranger.accountId);
  });

  test('an account is an administrator or a member, never both', async () => {
    const member = await associated('666677778888');
    const own = await member.guardduty.send(
      new CreateMembersCommand({
        DetectorId: (await detectorOf(member)) ?? '',
        AccountDetails: [{ AccountId: '777788889999', Email: 'x@example.com' }],
      }),
    );
    expect(own.UnprocessedAccounts?.[0]?.Result).toBe(
      'The request is rejected because the current account cannot create members since it is ' +
        'already an associated member of another master account.',
    );
    const other = await server.account('999988887777');
    await invite(other, await enable(other), administrator);
    const joins = accept(administrator, DetectorId);
    expect(await refusal(joins)).toBe(
      'BadRequestException: The request is rejected because the current account cannot accept ' +
        'invitations since it still has created, invited or associated members.',
    );
  });

  /** The member's own detector id, as its administrator sees it. */
  async function detectorOf(member: TestAccount): Promise<string | undefined> {
    const AccountIds = [member.accountId];
    const got = await administrator.guardduty.send(
      new GetMembersCommand({ DetectorId, AccountIds }),
    );
    return got.Members?.[0]?.DetectorId;
  }
});
