import type { FindingStatistics, GroupByType, ResourceStatistics } from '@aws-sdk/client-guardduty';
import type { Token } from './criteria.ts';

/** What the API can group findings by, as the address names it. */
export const GROUPS = {
  type: 'FINDING_TYPE',
  account: 'ACCOUNT',
  resource: 'RESOURCE',
  severity: 'SEVERITY',
  date: 'DATE',
} as const satisfies Record<string, GroupByType>;

export type GroupName = keyof typeof GROUPS;

/** One row of the groups. */
export interface Group {
  readonly name: string;
  /** What the name alone does not say: the kind and the account of a resource. */
  readonly about?: string;
  readonly count: number;
  readonly lastAt?: Date | undefined;
  /** Criteria that its findings meet; absent where the API has none for it. */
  readonly tokens?: readonly Token[];
}

export function groupNameOf(text: string | null): GroupName | undefined {
  return text !== null && Object.hasOwn(GROUPS, text) ? (text as GroupName) : undefined;
}

const is = (propertyKey: string, value: string): Token => ({ propertyKey, operator: '=', value });

/** Rows of whichever groups were answered. */
export function groupsOf(statistics: FindingStatistics | undefined): Group[] {
  const days = new Map<string, Group>();
  for (const { Date: day, TotalFindings = 0, LastGeneratedAt } of statistics?.GroupedByDate ?? []) {
    const name = day?.toISOString().slice(0, 10) ?? '';
    const count = TotalFindings + (days.get(name)?.count ?? 0);
    days.set(name, { name, count, lastAt: LastGeneratedAt, tokens: dayTokens(name) });
  }
  return [
    ...(statistics?.GroupedByFindingType ?? []).map((one) =>
      groupOf(one.FindingType, one, (name) => [is('type', name)]),
    ),
    ...(statistics?.GroupedByAccount ?? []).map((one) =>
      groupOf(one.AccountId, one, (name) => [is('accountId', name)]),
    ),
    ...(statistics?.GroupedByResource ?? []).map(resourceGroup),
    ...(statistics?.GroupedBySeverity ?? []).map((one) =>
      groupOf(String(one.Severity), one, (name) => [is('severity', name)]),
    ),
    ...days.values(),
  ];
}

/** By which criterion the API finds what it groups as a resource of a kind. */
const RESOURCE_FIELDS: Readonly<Record<string, string>> = {
  AccessKey: 'resource.accessKeyDetails.accessKeyId',
  Container: 'resource.containerDetails.id',
  ECSCluster: 'resource.ecsClusterDetails.name',
  EKSCluster: 'resource.eksClusterDetails.name',
  Instance: 'resource.instanceDetails.instanceId',
  KubernetesCluster: 'resource.kubernetesDetails.kubernetesWorkloadDetails.name',
  Lambda: 'resource.lambdaDetails.functionName',
  RDSDBInstance: 'resource.rdsDbInstanceDetails.dbInstanceIdentifier',
  S3Bucket: 'resource.s3BucketDetails.name',
  S3Object: 'resource.s3BucketDetails.name',
};

function resourceGroup(one: ResourceStatistics): Group {
  const { ResourceId, ResourceType = '', AccountId = '' } = one;
  const field = RESOURCE_FIELDS[ResourceType];
  const about = [ResourceType, AccountId].filter((part) => part !== '').join(', ');
  // Two accounts may call different things the same.
  const tokensFor = (name: string) => [
    is('accountId', AccountId),
    is('resource.resourceType', ResourceType),
    is(field ?? '', name),
  ];
  const isFound = field !== undefined && ResourceId !== undefined && ResourceId !== '';
  return { ...groupOf(ResourceId, one, isFound ? tokensFor : undefined), about };
}

interface Counted {
  readonly TotalFindings?: number | undefined;
  readonly LastGeneratedAt?: Date | undefined;
}

function groupOf(
  name: string | undefined,
  { TotalFindings = 0, LastGeneratedAt }: Counted,
  tokens?: (name: string) => Token[],
): Group {
  const group = { name: name ?? '', count: TotalFindings, lastAt: LastGeneratedAt };
  return tokens && name !== undefined ? { ...group, tokens: tokens(name) } : group;
}

/** A day of UTC, which is what the API's days are. */
function dayTokens(day: string): Token[] {
  return [
    { propertyKey: 'updatedAt', operator: '>=', value: `${day}T00:00:00.000Z` },
    { propertyKey: 'updatedAt', operator: '<=', value: `${day}T23:59:59.999Z` },
  ];
}
