import type { FindingStatistics, GroupByType } from '@aws-sdk/client-guardduty';
import { dateOf, parseIso } from '../../../lib/clock.ts';
import { STATISTICS_GROUPS_DEFAULT } from '../../../limits.ts';
import type { FindingGroup } from '../../../store/store.ts';
import { guardDutyError } from '../errors.ts';
import { query } from '../operation.ts';
import { ownDetector } from '../own-detector.ts';
import { wantedCriteria } from './search.ts';
import { visibleAccounts } from './visible-accounts.ts';

/** Counts by severity, or groups: one of the two, and order and size only for groups. */
export const getFindingsStatistics = query('GetFindingsStatistics', async (input, context) => {
  await ownDetector(context, input.DetectorId);
  const { FindingStatisticTypes: types, GroupBy: groupBy, OrderBy: orderBy } = input;
  const wantsCounts = types !== undefined && types.length > 0;
  if (wantsCounts === (groupBy !== undefined)) throw guardDutyError('invalidInput');
  const criteria = wantedCriteria(input.FindingCriteria);
  const search = {
    accountIds: await visibleAccounts(context),
    region: context.region,
    ...(criteria !== undefined && { criteria }),
  };
  const { findings } = context.store;
  if (groupBy === undefined) {
    const isForGroups = orderBy !== undefined || input.MaxResults !== undefined;
    if (isForGroups) throw guardDutyError('invalidInput');
    return { FindingStatistics: { CountBySeverity: await findings.countBySeverity(search) } };
  }
  const groups = await findings.groups(search, groupBy, {
    limit: input.MaxResults ?? STATISTICS_GROUPS_DEFAULT,
    descending: orderBy !== 'ASC',
  });
  return { FindingStatistics: STATISTICS[groupBy](groups) };
});

const STATISTICS: Readonly<
  Record<GroupByType, (groups: readonly FindingGroup[]) => FindingStatistics>
> = {
  ACCOUNT: (groups) => ({
    GroupedByAccount: groups.map((group) => ({ AccountId: group.key, ...counted(group) })),
  }),
  DATE: (groups) => ({
    GroupedByDate: groups.map((group) => ({
      Date: dateOfText(group.key),
      Severity: group.severity,
      ...counted(group),
    })),
  }),
  FINDING_TYPE: (groups) => ({
    GroupedByFindingType: groups.map((group) => ({ FindingType: group.key, ...counted(group) })),
  }),
  RESOURCE: (groups) => ({
    GroupedByResource: groups.map((group) => ({
      AccountId: group.accountId,
      ResourceId: group.key,
      ResourceType: group.resourceType,
      ...counted(group),
    })),
  }),
  SEVERITY: (groups) => ({
    GroupedBySeverity: groups.map((group) => ({ Severity: group.severity, ...counted(group) })),
  }),
};

function counted(group: FindingGroup): { TotalFindings: number; LastGeneratedAt?: Date } {
  return { TotalFindings: group.total, LastGeneratedAt: dateOfText(group.lastGeneratedAt) };
}

function dateOfText(text: string): Date | undefined {
  const millis = parseIso(text);
  return millis === undefined ? undefined : dateOf(millis);
}
