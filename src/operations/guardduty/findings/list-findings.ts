import { PAGE_RESULTS_DEFAULT } from '../../../limits.ts';
import { query } from '../operation.ts';
import { ownDetector } from '../own-detector.ts';
import { asRefusal, wantedCriteria, wantedSort } from './search.ts';
import { visibleAccounts } from './visible-accounts.ts';

/** Ids of findings that meet the criteria; archived ones are among them unless criteria say no. */
export const listFindings = query('ListFindings', async (input, context) => {
  await ownDetector(context, input.DetectorId);
  const criteria = wantedCriteria(input.FindingCriteria);
  const sort = wantedSort(input.SortCriteria);
  const search = {
    accountIds: await visibleAccounts(context),
    region: context.region,
    limit: input.MaxResults ?? PAGE_RESULTS_DEFAULT,
    ...(criteria !== undefined && { criteria }),
    ...(sort !== undefined && { sort }),
    ...(input.NextToken && { after: input.NextToken }),
  };
  const { ids, next } = await context.store.findings.list(search).catch((error: unknown) => {
    throw asRefusal(error);
  });
  return { FindingIds: ids, ...(next !== undefined && { NextToken: next }) };
});
