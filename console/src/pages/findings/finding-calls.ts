import {
  ArchiveFindingsCommand,
  type Finding,
  type FindingCriteria,
  GetFindingsCommand,
  GetFindingsStatisticsCommand,
  type GroupByType,
  ListFindingsCommand,
  UnarchiveFindingsCommand,
} from '@aws-sdk/client-guardduty';
import type { Clients } from '../../api/clients.ts';

/** One call of GuardDuty takes so many. */
export const PAGE_SIZE = 50;
/** An export has an end: 200 calls, some seconds. */
export const EXPORT_MAX = 5000;

export interface Reader {
  readonly guardduty: Clients['guardduty'];
  readonly detectorId: string;
}

export interface Search {
  readonly criteria: FindingCriteria;
  readonly sortBy: string;
  readonly isDescending: boolean;
}

export interface FindingPage {
  readonly findings: Finding[];
  readonly nextToken?: string | undefined;
}

/** One page, in the order of the search. */
export async function findingPage(
  { guardduty, detectorId: DetectorId }: Reader,
  { criteria, sortBy, isDescending }: Search,
  NextToken?: string,
): Promise<FindingPage> {
  const { FindingIds = [], NextToken: nextToken } = await guardduty.send(
    new ListFindingsCommand({
      DetectorId,
      FindingCriteria: criteria,
      SortCriteria: { AttributeName: sortBy, OrderBy: isDescending ? 'DESC' : 'ASC' },
      MaxResults: PAGE_SIZE,
      NextToken,
    }),
  );
  if (FindingIds.length === 0) return { findings: [] };
  const { Findings = [] } = await guardduty.send(
    new GetFindingsCommand({ DetectorId, FindingIds }),
  );
  const byId = new Map(Findings.map((one) => [one.Id, one]));
  const findings = FindingIds.map((id) => byId.get(id)).filter((one) => one !== undefined);
  return { findings, nextToken: nextToken || undefined };
}

export async function oneFinding(reader: Reader, id: string): Promise<Finding | undefined> {
  const input = { DetectorId: reader.detectorId, FindingIds: [id] };
  const { Findings } = await reader.guardduty.send(new GetFindingsCommand(input));
  return Findings?.[0];
}

/** Findings of a search for a file; `EXPORT_MAX` of them at the most. */
export async function allFindings(reader: Reader, search: Search): Promise<Finding[]> {
  const found: Finding[] = [];
  let token: string | undefined;
  do {
    const page = await findingPage(reader, search, token);
    found.push(...page.findings);
    token = page.nextToken;
  } while (token && found.length < EXPORT_MAX);
  return found.slice(0, EXPORT_MAX);
}

/** How many findings match. */
export async function countFindings(
  { guardduty, detectorId: DetectorId }: Reader,
  criteria: FindingCriteria,
): Promise<number> {
  const { FindingStatistics } = await guardduty.send(
    new GetFindingsStatisticsCommand({
      DetectorId,
      FindingCriteria: criteria,
      FindingStatisticTypes: ['COUNT_BY_SEVERITY'],
    }),
  );
  const counts = Object.values(FindingStatistics?.CountBySeverity ?? {});
  return counts.reduce((sum, count) => sum + count, 0);
}

export async function groupFindings(
  { guardduty, detectorId: DetectorId }: Reader,
  GroupBy: GroupByType,
  criteria: FindingCriteria,
  MaxResults = 25,
) {
  const { FindingStatistics } = await guardduty.send(
    new GetFindingsStatisticsCommand({
      ...{ DetectorId, GroupBy, MaxResults, FindingCriteria: criteria },
    }),
  );
  return FindingStatistics;
}

export async function archiveFindings(
  { guardduty, detectorId: DetectorId }: Reader,
  FindingIds: string[],
  isArchived: boolean,
): Promise<void> {
  for (let at = 0; at < FindingIds.length; at += PAGE_SIZE) {
    const input = { DetectorId, FindingIds: FindingIds.slice(at, at + PAGE_SIZE) };
    if (isArchived) await guardduty.send(new ArchiveFindingsCommand(input));
    else await guardduty.send(new UnarchiveFindingsCommand(input));
  }
}

/** Archives the current findings that match, page after page; answers how many they were. */
export async function archiveAll(reader: Reader, criteria: FindingCriteria): Promise<number> {
  const { guardduty, detectorId: DetectorId } = reader;
  const most = await countFindings(reader, criteria);
  let archived = 0;
  while (archived < most) {
    // What was archived is not in the next answer: the first page is always a new one.
    const { FindingIds = [] } = await guardduty.send(
      new ListFindingsCommand({ DetectorId, FindingCriteria: criteria, MaxResults: PAGE_SIZE }),
    );
    if (FindingIds.length === 0) break;
    await archiveFindings(reader, FindingIds, true);
    archived += FindingIds.length;
  }
  return archived;
}
