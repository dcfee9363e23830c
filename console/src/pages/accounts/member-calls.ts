import {
  CreateMembersCommand,
  DeleteMembersCommand,
  DisassociateMembersCommand,
  InviteMembersCommand,
  ListMembersCommand,
  type Member,
  StartMonitoringMembersCommand,
  StopMonitoringMembersCommand,
  type UnprocessedAccount,
} from '@aws-sdk/client-guardduty';
import type { Clients } from '../../api/clients.ts';
import type { AccountRow } from './account-rows.ts';
import type { MemberAction } from './member-status.ts';

/** One call of GuardDuty takes so many accounts. */
const PER_CALL = 50;

export interface Administrator {
  readonly guardduty: Clients['guardduty'];
  readonly detectorId: string;
}

export interface InvitationWords {
  readonly message: string;
  readonly sendEmail: boolean;
}

/** All members, associated or not. `seen` is told of each page, for a list that is long. */
export async function listMembers(
  { guardduty, detectorId: DetectorId }: Administrator,
  seen: (count: number) => void,
): Promise<Member[]> {
  const members: Member[] = [];
  let NextToken: string | undefined;
  do {
    const page = await guardduty.send(
      new ListMembersCommand({ DetectorId, OnlyAssociated: 'false', MaxResults: 50, NextToken }),
    );
    members.push(...(page.Members ?? []));
    NextToken = page.NextToken;
    seen(members.length);
  } while (NextToken);
  return members;
}

/** Adds accounts; answers those that were refused, with GuardDuty's reasons. */
export function addMembers(
  { guardduty, detectorId: DetectorId }: Administrator,
  rows: readonly Pick<AccountRow, 'accountId' | 'email'>[],
): Promise<UnprocessedAccount[]> {
  return inTurn(rows, async (part) => {
    const AccountDetails = part.map((row) => ({ AccountId: row.accountId, Email: row.email }));
    return guardduty.send(new CreateMembersCommand({ DetectorId, AccountDetails }));
  });
}

export function inviteMembers(
  { guardduty, detectorId: DetectorId }: Administrator,
  accountIds: readonly string[],
  { message, sendEmail }: InvitationWords,
): Promise<UnprocessedAccount[]> {
  return inTurn(accountIds, (AccountIds) =>
    guardduty.send(
      new InviteMembersCommand({
        ...{ DetectorId, AccountIds, DisableEmailNotification: !sendEmail },
        ...(message.trim() !== '' && { Message: message.trim() }),
      }),
    ),
  );
}

/** Carries out what needs no more than the accounts. */
export function changeMembers(
  { guardduty, detectorId: DetectorId }: Administrator,
  action: Exclude<MemberAction, 'invite'>,
  accountIds: readonly string[],
): Promise<UnprocessedAccount[]> {
  return inTurn(accountIds, (AccountIds) => {
    const input = { DetectorId, AccountIds };
    if (action === 'stop') return guardduty.send(new StopMonitoringMembersCommand(input));
    if (action === 'start') return guardduty.send(new StartMonitoringMembersCommand(input));
    if (action === 'delete') return guardduty.send(new DeleteMembersCommand(input));
    return guardduty.send(new DisassociateMembersCommand(input));
  });
}

async function inTurn<Item>(
  items: readonly Item[],
  call: (part: Item[]) => Promise<{ UnprocessedAccounts?: UnprocessedAccount[] | undefined }>,
): Promise<UnprocessedAccount[]> {
  const refused: UnprocessedAccount[] = [];
  for (let at = 0; at < items.length; at += PER_CALL) {
    const answer = await call(items.slice(at, at + PER_CALL));
    refused.push(...(answer.UnprocessedAccounts ?? []));
  }
  return refused;
}
