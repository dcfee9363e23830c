import { invalidParameter } from '../errors.ts';
import { query } from '../operation.ts';
import { ownDetector } from '../own-detector.ts';
import { cutPage, pageStart } from '../page.ts';
import { describeMember } from './describe-member.ts';

/** Members in the order of their account ids. */
export const listMembers = query('ListMembers', async (input, context) => {
  await ownDetector(context, input.DetectorId);
  const onlyAssociated = parseOnlyAssociated(input.OnlyAssociated);
  const { limit, after } = pageStart('members', input);
  const rows = await context.store.members.listOfAdministrator(context.accountId, context.region, {
    onlyAssociated,
    limit: limit + 1,
    ...(after !== undefined && { after }),
  });
  const { page, ...next } = cutPage('members', rows, limit, (row) => row.accountId);
  return { Members: await Promise.all(page.map((row) => describeMember(context, row))), ...next };
});

/** A string on the wire: clients send `false`, `FALSE` and `true`. */
function parseOnlyAssociated(text: string | undefined): boolean {
  const lower = (text ?? 'true').toLowerCase();
  if (lower !== 'true' && lower !== 'false') throw invalidParameter('onlyAssociated');
  return lower === 'true';
}
