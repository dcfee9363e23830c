import type { StackInstanceSummary } from '@aws-sdk/client-cloudformation';

/** How a stack of a set is, in one word. */
export type InstanceState =
  | 'current'
  | 'outdated'
  | 'failed'
  | 'inoperable'
  | 'running'
  | 'cancelled'
  | 'skipped';

/** One account, with its stacks by Region. */
export interface GridRow {
  readonly accountId: string;
  readonly instances: ReadonlyMap<string, StackInstanceSummary>;
  /** Is any of them failed, outdated, cancelled or drifted? */
  readonly isOther: boolean;
}

export interface Grid {
  readonly regions: readonly string[];
  readonly rows: readonly GridRow[];
  readonly all: number;
  /** How many are not as they should be. */
  readonly other: number;
}

/** Instances as accounts by Regions, both in the order of their names. */
export function gridOf(instances: readonly StackInstanceSummary[]): Grid {
  const byAccount = new Map<string, Map<string, StackInstanceSummary>>();
  const regions = new Set<string>();
  for (const instance of instances) {
    const { Account: accountId = '', Region: region = '' } = instance;
    const row = byAccount.get(accountId) ?? new Map<string, StackInstanceSummary>();
    byAccount.set(accountId, row.set(region, instance));
    regions.add(region);
  }
  const rows = [...byAccount].map(([accountId, own]) => ({
    ...{ accountId, instances: own },
    isOther: [...own.values()].some(isOther),
  }));
  rows.sort((one, two) => (one.accountId < two.accountId ? -1 : 1));
  const other = instances.filter(isOther).length;
  return { regions: [...regions].sort(), rows, all: instances.length, other };
}

const DETAILED: Readonly<Record<string, InstanceState>> = {
  PENDING: 'running',
  RUNNING: 'running',
  FAILED: 'failed',
  FAILED_IMPORT: 'failed',
  CANCELLED: 'cancelled',
  INOPERABLE: 'inoperable',
  SKIPPED_SUSPENDED_ACCOUNT: 'skipped',
};

/** What the last operation did to it decides; then whether it has the set's newest template. */
export function stateOf({ Status, StackInstanceStatus }: StackInstanceSummary): InstanceState {
  if (Status === 'INOPERABLE') return 'inoperable';
  const detailed = DETAILED[StackInstanceStatus?.DetailedStatus ?? ''];
  return detailed ?? (Status === 'OUTDATED' ? 'outdated' : 'current');
}

function isOther(instance: StackInstanceSummary): boolean {
  const state = stateOf(instance);
  return (state !== 'current' && state !== 'running') || instance.DriftStatus === 'DRIFTED';
}
