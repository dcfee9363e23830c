import type {
  CloudFormation,
  StackInstanceSummary,
  StackSet,
  StackSetOperationPreferences,
} from '@aws-sdk/client-cloudformation';
import { allPages } from './all-pages.ts';
import { askUntil } from './ask-until.ts';
import { StepFailed } from './step-failed.ts';

/** Everywhere at once; what fails in one account is told at the end and stops nobody else. */
export const PREFERENCES: StackSetOperationPreferences = {
  RegionConcurrencyType: 'PARALLEL',
  FailureTolerancePercentage: 100,
  MaxConcurrentPercentage: 100,
  ConcurrencyMode: 'SOFT_FAILURE_TOLERANCE',
};

const UNDER_WAY = ['QUEUED', 'RUNNING', 'STOPPING'];

export async function findSet(cloud: CloudFormation, name: string): Promise<StackSet | undefined> {
  try {
    const { StackSet: set } = await cloud.describeStackSet({ StackSetName: name });
    return set?.Status === 'DELETED' ? undefined : set;
  } catch (error) {
    if (error instanceof Error && error.name === 'StackSetNotFoundException') return undefined;
    throw error;
  }
}

export function instancesOf(cloud: CloudFormation, name: string): Promise<StackInstanceSummary[]> {
  return allPages(async (NextToken) => {
    const page = await cloud.listStackInstances({ StackSetName: name, NextToken });
    return { items: page.Summaries, next: page.NextToken };
  });
}

/** The operation that is under way, if any. */
export async function runningOperation(
  cloud: CloudFormation,
  name: string,
): Promise<string | undefined> {
  // Operations come newest first, and only one is under way.
  const { Summaries: all = [] } = await cloud.listStackSetOperations({ StackSetName: name });
  return all.find(({ Status: status }) => UNDER_WAY.includes(status ?? ''))?.OperationId;
}

/** Waits until nothing of the set is under way, however that ends. */
export async function idleSet(
  cloud: CloudFormation,
  name: string,
  tell: (text: string) => void,
): Promise<void> {
  const id = await runningOperation(cloud, name);
  if (id !== undefined) await endOf(cloud, name, id, tell);
}

/** Waits for the end of an operation. Throws StepFailed, a line for each instance that failed. */
export async function endedOperation(
  cloud: CloudFormation,
  name: string,
  OperationId: string | undefined,
  tell: (text: string) => void,
): Promise<void> {
  if (OperationId === undefined) return;
  const status = await endOf(cloud, name, OperationId, tell);
  const results = await resultsOf(cloud, name, OperationId);
  const failed = results.filter((one) => one.Status === 'FAILED' || one.Status === 'CANCELLED');
  if (status === 'SUCCEEDED' && failed.length === 0) return;
  const lines = failed.map(
    (one) => `${one.Account} ${one.Region}: ${one.StatusReason ?? one.Status}`,
  );
  throw new StepFailed(lines.length > 0 ? lines : [`the operation of ${name} is ${status}`]);
}

async function endOf(
  cloud: CloudFormation,
  name: string,
  OperationId: string,
  tell: (text: string) => void,
): Promise<string> {
  const read = async () => {
    const input = { StackSetName: name, OperationId };
    const { StackSetOperation: operation } = await cloud.describeStackSetOperation(input);
    const status = operation?.Status ?? '';
    if (!UNDER_WAY.includes(status)) return { status, text: '' };
    const results = await resultsOf(cloud, name, OperationId);
    const done = results.filter((one) => !/^(PENDING|RUNNING)$/.test(one.Status ?? ''));
    return { status, text: `${name}: ${done.length} of ${results.length} instances` };
  };
  const ended = await askUntil(
    read,
    ({ status }) => !UNDER_WAY.includes(status),
    ({ text }) => tell(text),
  );
  return ended.status;
}

function resultsOf(cloud: CloudFormation, StackSetName: string, OperationId: string) {
  return allPages(async (NextToken) => {
    const input = { StackSetName, OperationId, NextToken };
    const page = await cloud.listStackSetOperationResults(input);
    return { items: page.Summaries, next: page.NextToken };
  });
}
