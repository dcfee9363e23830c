import type { AccountDetail, UnprocessedAccount } from '@aws-sdk/client-guardduty';
import { isAccountId } from '../../../domain/account-id.ts';
import type { Administration } from '../../../domain/administration.ts';
import { isAccountEmail, isSameEmail } from '../../../domain/email.ts';
import { createMembership, refuseCreate } from '../../../domain/membership.ts';
import { MEMBERS_BY_INVITATION_MAX, MEMBERS_OF_ORGANIZATION_MAX } from '../../../limits.ts';
import type { OperationContext } from '../../context.ts';
import { type ErrorName, guardDutyError, unprocessed } from '../errors.ts';
import { operation } from '../operation.ts';
import { enrolAccount } from '../organization/enrol-account.ts';
import { administrationOf } from '../organization/own-administration.ts';
import { ownDetector } from '../own-detector.ts';

/**
 * Adds rows for accounts that are yet to be invited; neither account nor address is looked up. A
 * delegated administrator enrols accounts of its own organisation at once.
 */
export const createMembers = operation('CreateMembers', async (input, context) => {
  await ownDetector(context, input.DetectorId);
  const wanted = input.AccountDetails.map(parseDetail);
  const { store, accountId, region } = context;
  const callerIsMember = (await store.members.associationOf(accountId, region)) !== undefined;
  const administration = callerIsMember ? undefined : await administrationOf(context);
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
    const caller = { callerIsMember, administration };
    const refusal = await createMember(context, memberId, email, caller);
    if (refusal !== undefined) refused.push(unprocessed(memberId, refusal));
  }
  return { UnprocessedAccounts: refused };
});

function parseDetail(detail: AccountDetail): { accountId: string; email: string } {
  const { AccountId: accountId = '', Email: email = '' } = detail;
  if (!isAccountId(accountId) || !isAccountEmail(email)) throw guardDutyError('invalidInput');
  return { accountId, email };
}

interface Caller {
  readonly callerIsMember: boolean;
  readonly administration: Administration | undefined;
}

async function createMember(
  context: OperationContext,
  memberId: string,
  email: string,
  { callerIsMember, administration }: Caller,
): Promise<ErrorName | undefined> {
  const { store, accountId: administratorId, region } = context;
  const existing = await store.members.get(administratorId, region, memberId);
  const count = await store.members.countOfAdministrator(administratorId, region);
  const now = context.clock.now();
  if (administration !== undefined) {
    const account = await store.accounts.get(memberId);
    if (account?.organizationId === administration.organizationId) {
      const hasRoom = count < MEMBERS_OF_ORGANIZATION_MAX;
      return enrolAccount(store, administration, account, { hasRoom, now, email });
    }
  }
  const refusal = refuseCreate({
    callerIsMember,
    isSelf: memberId === administratorId,
    existing: existing?.status,
    count,
    countMax: administration ? MEMBERS_OF_ORGANIZATION_MAX : MEMBERS_BY_INVITATION_MAX,
  });
  if (refusal !== undefined) return refusal;
  const given = { administratorId, region, accountId: memberId, email };
  const row = createMembership(existing, given, now);
  if (row !== undefined) await store.members.put(row);
  return undefined;
}
