import type { OperationContext } from '../../context.ts';
import { query } from '../operation.ts';
import { ownDetector } from '../own-detector.ts';
import { asRefusal, wantedSort } from './search.ts';
import { visibleAccounts } from './visible-accounts.ts';

/** The findings that are there, in the order asked for; ids of others are left out. */
export const getFindings = query('GetFindings', async (input, context) => {
  await ownDetector(context, input.DetectorId);
  const accountIds = await visibleAccounts(context);
  const sort = wantedSort(input.SortCriteria);
  const ids = [...new Set(input.FindingIds)];
  const ordered = sort === undefined ? ids : await sortIds(context, accountIds, ids, sort);
  return { Findings: await context.store.findings.get(accountIds, context.region, ordered) };
});

async function sortIds(
  context: OperationContext,
  accountIds: readonly string[],
  ids: readonly string[],
  sort: { readonly field: string; readonly descending: boolean },
): Promise<string[]> {
  if (ids.length === 0) return [];
  const criteria = { id: { equals: ids } };
  const search = { accountIds, region: context.region, criteria, sort, limit: ids.length };
  const answer = await context.store.findings.list(search).catch((error: unknown) => {
    throw asRefusal(error);
  });
  return answer.ids;
}
