/** A member reads the same whichever way it joined: by its organisation, or by an invitation. */
import {
  AcceptAdministratorInvitationCommand,
  CreateDetectorCommand,
  CreateMembersCommand,
  EnableOrganizationAdminAccountCommand,
  GetMembersCommand,
  GuardDutyClient,
  InviteMembersCommand,
  ListInvitationsCommand,
  ListMembersCommand,
} from '@aws-sdk/client-guardduty';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { detectorOf, type OrganizationAccount, OrganizationServer } from './organization-server.ts';

let server: OrganizationServer;
let administrator: OrganizationAccount;
let member: OrganizationAccount;
beforeAll(async () => {
  server = await OrganizationServer.start();
  administrator = await server.account('security');
  member = await server.account('member');
});
afterAll(() => server?.stop());

function elsewhere({ caller }: OrganizationAccount): GuardDutyClient {
  const { endpoint, credentials } = caller;
  return new GuardDutyClient({ endpoint: endpoint.origin, region: 'eu-west-1', credentials });
}

async function enabled(client: GuardDutyClient): Promise<string> {
  const { DetectorId = '' } = await client.send(new CreateDetectorCommand({ Enable: true }));
  return DetectorId;
}

async function joinByOrganization(): Promise<string> {
  const AdminAccountId = administrator.accountId;
  const { guardduty } = server.management;
  await guardduty.send(new EnableOrganizationAdminAccountCommand({ AdminAccountId }));
  const DetectorId = await detectorOf(administrator);
  const AccountDetails = [{ AccountId: member.accountId, Email: member.email }];
  await administrator.guardduty.send(new CreateMembersCommand({ DetectorId, AccountDetails }));
  return DetectorId;
}

async function joinByInvitation(): Promise<string> {
  const [inviting, invited] = [elsewhere(administrator), elsewhere(member)];
  const DetectorId = await enabled(inviting);
  const AccountDetails = [{ AccountId: member.accountId, Email: member.email }];
  await inviting.send(new CreateMembersCommand({ DetectorId, AccountDetails }));
  await inviting.send(new InviteMembersCommand({ DetectorId, AccountIds: [member.accountId] }));
  const { Invitations: [invitation] = [] } = await invited.send(new ListInvitationsCommand({}));
  await invited.send(
    new AcceptAdministratorInvitationCommand({
      DetectorId: await enabled(invited),
      AdministratorId: administrator.accountId,
      InvitationId: invitation?.InvitationId,
    }),
  );
  return DetectorId;
}

test('a member by either way has the same row, in GetMembers and ListMembers', async () => {
  const rows = async (client: GuardDutyClient, DetectorId: string) => {
    const AccountIds = [member.accountId];
    const { Members: [got] = [] } = await client.send(
      new GetMembersCommand({ DetectorId, AccountIds }),
    );
    const { Members: [listed] = [] } = await client.send(new ListMembersCommand({ DetectorId }));
    return { got, listed };
  };
  const organized = await rows(administrator.guardduty, await joinByOrganization());
  const invited = await rows(elsewhere(administrator), await joinByInvitation());
  const whoever = { AccountId: member.accountId, RelationshipStatus: 'Enabled' };
  expect(organized.got).toMatchObject(whoever);
  for (const way of ['got', 'listed'] as const) {
    const own = { DetectorId: expect.any(String), InvitedAt: expect.any(String) };
    const times = { UpdatedAt: expect.any(String) };
    expect(invited[way]).toEqual({ ...organized[way], ...own, ...times });
    expect(Object.keys(invited[way] ?? {}).sort()).toEqual(
      Object.keys(organized[way] ?? {}).sort(),
    );
  }
});
