import type { UsageCriteria, UsageStatisticType } from '@aws-sdk/client-guardduty';
import {
  featuresOfDataSources,
  firstUsageDay,
  USAGE_LISTS,
  usageEntries,
} from '../../../domain/usage.ts';
import { guardDutyError } from '../errors.ts';
import { visibleAccounts } from '../findings/visible-accounts.ts';
import { query } from '../operation.ts';
import { ownDetector } from '../own-detector.ts';
import { cutPage, pageStart } from '../page.ts';

/** By what the store sums up; what a feature costs differs, so sums are by feature in any case. */
const BY: Readonly<Record<UsageStatisticType, readonly ('ACCOUNT' | 'RESOURCE')[]>> = {
  SUM_BY_ACCOUNT: ['ACCOUNT'],
  SUM_BY_DATA_SOURCE: [],
  SUM_BY_FEATURES: [],
  SUM_BY_RESOURCE: ['RESOURCE'],
  TOP_ACCOUNTS_BY_FEATURE: ['ACCOUNT'],
  TOP_RESOURCES: ['RESOURCE'],
};

/**
 * Usage of the last 30 days, of the caller and its associated members. Accounts that the caller
 * does not see have no usage here, whoever they are.
 */
export const getUsageStatistics = query('GetUsageStatistics', async (input, context) => {
  await ownDetector(context, input.DetectorId);
  if (input.Unit !== undefined && input.Unit !== 'USD') throw guardDutyError('invalidInput');
  const { UsageStatisticType: type, UsageCriteria: criteria } = input;
  const { limit, after } = pageStart('usage', input);
  const { AccountIds: wanted, Resources: resources } = criteria;
  const visible = await visibleAccounts(context);
  const features = wantedFeatures(criteria);
  const sums = await context.store.usage.sums(
    {
      accountIds: wanted === undefined ? visible : visible.filter((id) => wanted.includes(id)),
      region: context.region,
      fromDay: firstUsageDay(context.clock.now()),
      ...(features !== undefined && { features }),
      ...(resources !== undefined && { resources }),
    },
    BY[type],
  );
  const entries = usageEntries(type, sums);
  // Where the entry of a token has gone since, the page begins with what is left.
  const start = after === undefined ? 0 : entries.findIndex((entry) => entry.key === after) + 1;
  const some = entries.slice(start, start + limit + 1);
  const { page, ...next } = cutPage('usage', some, limit, (entry) => entry.key);
  return { UsageStatistics: { [USAGE_LISTS[type]]: page.map((entry) => entry.value) }, ...next };
});

/** Features and data sources are two ways to name the same; what is named in both ways counts. */
function wantedFeatures({ Features, DataSources }: UsageCriteria): string[] | undefined {
  if (DataSources === undefined) return Features;
  const meant = featuresOfDataSources(DataSources);
  return Features === undefined ? meant : meant.filter((name) => Features.some((f) => f === name));
}
