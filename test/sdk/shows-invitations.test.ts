/** The member's side of a membership, as a client of AWS sees it. */
import {
  AcceptAdministratorInvitationCommand,
  AcceptInvitationCommand,
  DeclineInvitationsCommand,
  DeleteInvitationsCommand,
  DisassociateFromAdministratorAccountCommand,
  DisassociateFromMasterAccountCommand,
  GetAdministratorAccountCommand,
  GetInvitationsCountCommand,
  GetMasterAccountCommand,
  GetMembersCommand,
  ListInvitationsCommand,
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

describe('invitations', () => {
  let server: VedetteServer;
  let administrator: TestAccount;
  let administratorDetector: string;

  beforeAll(async () => {
    server = await VedetteServer.start();
    administrator = await server.account('012345678901');
    administratorDetector = await enable(administrator);
  });
  afterAll(() => server?.stop());

  /** A member with a detector and an invitation. */
  async function invited(accountId: string): Promise<{ member: TestAccount; DetectorId: string }> {
    const member = await server.account(accountId);
    const DetectorId = await enable(member);
    await invite(administrator, administratorDetector, member);
    return { member, DetectorId };
  }

  test('shows ListInvitations, GetInvitationsCount: pending, then accepted', async () => {
    const stranger = await server.account('111122223333');
    const none = await stranger.guardduty.send(new GetInvitationsCountCommand({}));
    expect(none.InvitationsCount).toBe(0);
    const { member, DetectorId } = await invited('222233334444');
    const count = async () =>
      (await member.guardduty.send(new GetInvitationsCountCommand({}))).InvitationsCount;
    const listed = await member.guardduty.send(new ListInvitationsCommand({}));
    expect(listed.Invitations?.map((one) => one.AccountId)).toEqual([administrator.accountId]);
    expect(await count()).toBe(1);
    await accept(member, DetectorId);
    expect(await count()).toBe(0);
  });

  test('shows AcceptInvitation, GetMasterAccount: the inviter is the master', async () => {
    const { member, DetectorId } = await invited('333344445555');
    const master = async () =>
      (await member.guardduty.send(new GetMasterAccountCommand({ DetectorId }))).Master;
    expect(await master()).toBeUndefined();
    const { Invitations } = await member.guardduty.send(new ListInvitationsCommand({}));
    const InvitationId = Invitations?.[0]?.InvitationId;
    const MasterId = administrator.accountId;
    await member.guardduty.send(
      new AcceptInvitationCommand({ DetectorId, MasterId, InvitationId }),
    );
    expect(await master()).toMatchObject({
      AccountId: administrator.accountId,
      InvitationId,
      RelationshipStatus: 'Enabled',
    });
  });

  test('shows AcceptAdministratorInvitation, GetAdministratorAccount: newer', async () => {
    const { member, DetectorId } = await invited('444455556666');
    const { Invitations } = await member.guardduty.send(new ListInvitationsCommand({}));
    const InvitationId = Invitations?.[0]?.InvitationId;
    const AdministratorId = administrator.accountId;
    await member.guardduty.send(
      new AcceptAdministratorInvitationCommand({ DetectorId, AdministratorId, InvitationId }),
    );
    const got = await member.guardduty.send(new GetAdministratorAccountCommand({ DetectorId }));
    expect(got.Administrator).toMatchObject({ AccountId: AdministratorId, InvitationId });
  });

  test('shows DeclineInvitations, DeleteInvitations: in this order only', async () => {
    const { member } = await invited('555566667777');
    const AccountIds = [administrator.accountId];
    const early = await member.guardduty.send(new DeleteInvitationsCommand({ AccountIds }));
    expect(early.UnprocessedAccounts).toHaveLength(1);
    await member.guardduty.send(new DeclineInvitationsCommand({ AccountIds }));
    expect(await statusOf(member)).toBe('Resigned');
    const late = await member.guardduty.send(new DeleteInvitationsCommand({ AccountIds }));
    expect(late.UnprocessedAccounts).toEqual([]);
    const listed = await member.guardduty.send(new ListInvitationsCommand({}));
    expect(listed.Invitations).toEqual([]);
  });

  test('shows DisassociateFromAdministratorAccount: the member resigns', async () => {
    const { member, DetectorId } = await invited('666677778888');
    await accept(member, DetectorId);
    expect(await statusOf(member)).toBe('Enabled');
    await member.guardduty.send(new DisassociateFromAdministratorAccountCommand({ DetectorId }));
    expect(await statusOf(member)).toBe('Resigned');
    const got = await member.guardduty.send(new GetAdministratorAccountCommand({ DetectorId }));
    expect(got.Administrator).toBeUndefined();
  });

  test('shows DisassociateFromMasterAccount: the older spelling', async () => {
    const { member, DetectorId } = await invited('777788889999');
    await accept(member, DetectorId);
    await member.guardduty.send(new DisassociateFromMasterAccountCommand({ DetectorId }));
    expect(await statusOf(member)).toBe('Resigned');
    const again = member.guardduty.send(new DisassociateFromMasterAccountCommand({ DetectorId }));
    expect(await refusal(again)).toBe(
      'BadRequestException: The request is rejected because the current account is not ' +
        'associated to a master account.',
    );
    const got = await member.guardduty.send(new GetMasterAccountCommand({ DetectorId }));
    expect(got.Master).toBeUndefined();
  });

  test('a member has one administrator only', async () => {
    const { member, DetectorId } = await invited('888899990000');
    await accept(member, DetectorId);
    const second = await server.account('123456789012');
    const secondDetector = await enable(second);
    await invite(second, secondDetector, member);
    const { Invitations } = await member.guardduty.send(new ListInvitationsCommand({}));
    const pending = Invitations?.find((one) => one.AccountId === second.accountId);
    const MasterId = second.accountId;
    const InvitationId = pending?.InvitationId;
    const call = member.guardduty.send(
      new AcceptInvitationCommand({ DetectorId, MasterId, InvitationId }),
    );
    expect(await refusal(call)).toBe(
      'BadRequestException: The request is rejected because the current account cannot accept ' +
        'invitations since it is already an associated member of some master account.',
    );
    const AccountIds = [member.accountId];
    const got = await second.guardduty.send(
      new GetMembersCommand({ DetectorId: secondDetector, AccountIds }),
    );
    expect(got.Members?.[0]?.RelationshipStatus).toBe('Invited');
  });

  test('detectors and invitations have ids of 32 hex digits', async () => {
    const { member, DetectorId } = await invited('999900001111');
    const { Invitations } = await member.guardduty.send(new ListInvitationsCommand({}));
    expect(DetectorId).toMatch(/^[0-9a-f]{32}$/);
    expect(Invitations).toEqual([
      {
        AccountId: administrator.accountId,
        InvitationId: expect.stringMatching(/^[0-9a-f]{32}$/),
        InvitedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
        RelationshipStatus: 'Invited',
      },
    ]);
  });

  async function statusOf(member: TestAccount): Promise<string | undefined> {
    const AccountIds = [member.accountId];
    const got = await administrator.guardduty.send(
      new GetMembersCommand({ DetectorId: administratorDetector, AccountIds }),
    );
    return got.Members?.[0]?.RelationshipStatus;
  }
});
