import type { AccountDetail, UnprocessedAccount } from '@aws-sdk/client-guardduty';
import { isAccountId } from '../../../domain/account-id.ts';
import { isAccountEmail, isSameEmail } from '../../../domain/email.ts';
import { createMembership, refuseCreate } from '../../../domain/membership.ts';
import { MEMBERS_BY_INVITATION_MAX } from '../../../limits.ts';
import type { OperationContext } from '../../context.ts';
import { type ErrorName, guardDutyError, unprocessed } from '../errors.ts';
import { operation } from '../operation.ts';
import { ownDetector } from '../own-detector.ts';

/** Adds rows for accounts that are yet to be invited; neither account nor address is looked up. */
export const createMembers = operation('CreateMembers', async (input, context) => {
  await ownDetector(context, input.DetectorId);
  const wanted = input.AccountDetails.map(parseDetail);
  const { store, accountId, region } = context;
  const callerIsMember = (await store.members.associationOf(accountId, region)) !== undefined;
  const done = new Map<string, string>();
  const refused: UnprocessedAccount[] = [];
  for (const { accountId: memberId, email } of wanted) {
    const earlier = done.get(memberId);
    if (earlier !== undefined) {
      // The same entry twice is one entry; another address for it would have to win or lose.
      if (!isSameEmail(earlier, email)) refused.push(unprocessed(memberId, 'alreadyMember'));
      continue;
    }
    done.set(memberId, email);
    const refusal = await createMember(context, memberId, email, callerIsMember);
    if (refusal !== undefined) refused.push(unprocessed(memberId, refusal));
  }
  return { UnprocessedAccounts: refused };
});

function parseDetail(detail: AccountDetail): { accountId: string; email: string } {
  const { AccountId: accountId = '', Email: email = '' } = detail;
  if (!isAccountId(accountId) || !isAccountEmail(email)) throw guardDutyError('invalidInput');
  return { accountId, email };
}

async function createMember(
  context: OperationContext,
  memberId: string,
  email: string,
  callerIsMember: boolean,
): Promise<ErrorName | undefined> {
  const { store, accountId: administratorId, region } = context;
  const existing = await store.members.get(administratorId, region, memberId);
  const refusal = refuseCreate({
    callerIsMember,
    isSelf: memberId === administratorId,
    existing: existing?.status,
    count: await store.members.countOfAdministrator(administratorId, region),
    countMax: MEMBERS_BY_INVITATION_MAX,
  });
  if (refusal !== undefined) return refusal;
  const given = { administratorId, region, accountId: memberId, email };
  const row = createMembership(existing, given, context.clock.now());
  if (row !== undefined) await store.members.put(row);
  return undefined;
}
