import {
  AcceptAdministratorInvitationCommand,
  CreateDetectorCommand,
  CreateMembersCommand,
  GuardDutyClient,
  InviteMembersCommand,
  ListInvitationsCommand,
  ListMembersCommand,
} from '@aws-sdk/client-guardduty';
import { callVedette, refusalOf, textOf } from '../../src/cli/call-vedette.ts';
import type { Caller } from '../../src/cli/client-options.ts';
import type { Screen } from './screen.ts';

/** An account of the demo, with what it needs to call as itself. */
export interface DemoAccount {
  readonly name: string;
  readonly accountId: string;
  readonly email: string;
  readonly caller: Caller;
  readonly guardduty: GuardDutyClient;
}

/** Makes an account outside the organisation, as `vedette account create` does. */
export async function makeAccount(
  root: Caller,
  name: string,
  accountId: string,
): Promise<DemoAccount> {
  const email = `${name}@example.com`;
  const answer = await callVedette(root, {
    path: '/accounts',
    contentType: 'application/json',
    body: Buffer.from(JSON.stringify({ accountId, email, name })),
  });
  if (answer.status !== 200) throw new Error(refusalOf(answer));
  const credentials = {
    accessKeyId: textOf(answer, 'accessKeyId'),
    secretAccessKey: textOf(answer, 'secretAccessKey'),
  };
  const { endpoint, region } = root;
  const guardduty = new GuardDutyClient({ endpoint: endpoint.origin, region, credentials });
  return { name, accountId, email, caller: { endpoint, region, credentials }, guardduty };
}

/** Add, invite, enable, accept: the invitation guide, for all members. Answers the detector id. */
export async function associate(
  administrator: DemoAccount,
  members: readonly DemoAccount[],
  screen: Screen,
): Promise<string> {
  const { guardduty } = administrator;
  const own = await guardduty.send(new CreateDetectorCommand({ Enable: true }));
  const DetectorId = own.DetectorId ?? '';
  screen.call(administrator.name, 'create-detector --enable', DetectorId);
  const AccountDetails = members.map((one) => ({ AccountId: one.accountId, Email: one.email }));
  await guardduty.send(new CreateMembersCommand({ DetectorId, AccountDetails }));
  const added = `${members.length} members Created`;
  screen.call(administrator.name, 'create-members --account-details …', added);
  const AccountIds = members.map((one) => one.accountId);
  await guardduty.send(new InviteMembersCommand({ DetectorId, AccountIds, Message: 'Join us.' }));
  screen.call(administrator.name, 'invite-members --account-ids …', 'addresses are checked');
  for (const member of members) await accept(member, screen);
  const { Members } = await guardduty.send(new ListMembersCommand({ DetectorId }));
  const states = Members?.map((one) => one.RelationshipStatus).join(', ') ?? '';
  screen.call(administrator.name, 'list-members', states);
  return DetectorId;
}

async function accept(member: DemoAccount, screen: Screen): Promise<void> {
  const { guardduty } = member;
  const { DetectorId } = await guardduty.send(new CreateDetectorCommand({ Enable: true }));
  screen.call(member.name, 'create-detector --enable', DetectorId ?? '');
  const invitation = await waitForInvitation(guardduty);
  await guardduty.send(
    new AcceptAdministratorInvitationCommand({
      DetectorId,
      AdministratorId: invitation.AccountId,
      InvitationId: invitation.InvitationId,
    }),
  );
  const from = `administrator ${invitation.AccountId}`;
  screen.call(member.name, 'accept-administrator-invitation …', from);
}

/** The invitation shows once the check of the address has ended: by itself, in milliseconds. */
async function waitForInvitation(guardduty: GuardDutyClient) {
  for (let tries = 0; tries < 100; tries += 1) {
    const { Invitations } = await guardduty.send(new ListInvitationsCommand({}));
    const [invitation] = Invitations ?? [];
    if (invitation) return invitation;
  }
  throw new Error('The invitation did not arrive.');
}
