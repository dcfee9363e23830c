import type { Member } from '@aws-sdk/client-guardduty';
import { eachAccount } from '../each-account.ts';
import { query } from '../operation.ts';
import { ownDetector } from '../own-detector.ts';
import { describeMember } from './describe-member.ts';

export const getMembers = query('GetMembers', async (input, context) => {
  await ownDetector(context, input.DetectorId);
  const members: Member[] = [];
  const refused = await eachAccount(input.AccountIds, async (memberId) => {
    const row = await context.store.members.get(context.accountId, context.region, memberId);
    if (row === undefined) return 'notAssociated';
    members.push(await describeMember(context, row));
    return undefined;
  });
  return { Members: members, UnprocessedAccounts: refused };
});
