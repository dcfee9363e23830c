import type {
  CloudFormation,
  Parameter,
  Stack,
  UpdateStackCommandInput,
} from '@aws-sdk/client-cloudformation';
import { allPages } from './all-pages.ts';
import { askUntil } from './ask-until.ts';

export type Parameters = Readonly<Record<string, string>>;

export function parameterList(parameters: Parameters): Parameter[] {
  return Object.entries(parameters).map(([ParameterKey, ParameterValue]) => ({
    ...{ ParameterKey, ParameterValue },
  }));
}

export function parametersOf(list: readonly Parameter[] | undefined): Parameters {
  const entries = (list ?? []).map((one) => [one.ParameterKey ?? '', one.ParameterValue ?? '']);
  return Object.fromEntries(entries);
}

/** Do these hold among those? Defaults of the template stand among those as well. */
export function holdAmong(wanted: Parameters, given: readonly Parameter[] | undefined): boolean {
  const there = parametersOf(given);
  return Object.entries(wanted).every(([name, value]) => there[name] === value);
}

/** Undefined where there is none of this name. */
export async function findStack(cloud: CloudFormation, name: string): Promise<Stack | undefined> {
  try {
    const { Stacks: stacks } = await cloud.describeStacks({ StackName: name });
    const [stack] = stacks ?? [];
    return stack?.StackStatus === 'DELETE_COMPLETE' ? undefined : stack;
  } catch (error) {
    if (error instanceof Error && /does not exist/.test(error.message)) return undefined;
    throw error;
  }
}

export function isUnderWay(stack: Stack | undefined): boolean {
  return stack?.StackStatus?.endsWith('_IN_PROGRESS') ?? false;
}

/** The stack as it is once nothing is under way. */
export function settledStack(
  cloud: CloudFormation,
  name: string,
  tell: (status: string) => void,
): Promise<Stack | undefined> {
  return askUntil(
    () => findStack(cloud, name),
    (stack) => !isUnderWay(stack),
    (stack) => tell(stack?.StackStatus ?? ''),
  );
}

/** False where there was nothing to update. */
export async function updateStack(
  cloud: CloudFormation,
  input: UpdateStackCommandInput,
): Promise<boolean> {
  try {
    await cloud.updateStack(input);
    return true;
  } catch (error) {
    if (error instanceof Error && /No updates are to be performed/.test(error.message)) {
      return false;
    }
    throw error;
  }
}

/** What went wrong first in what the stack did last. */
export async function whyFailed(cloud: CloudFormation, name: string): Promise<string> {
  const events = await allPages(async (NextToken) => {
    const page = await cloud.describeStackEvents({ StackName: name, NextToken });
    return { items: page.StackEvents, next: page.NextToken };
  });
  // The newest come first; the last that began ends where the stack itself was begun.
  const begun = events.findIndex(
    (one) =>
      one.ResourceStatusReason === 'User Initiated' && one.PhysicalResourceId === one.StackId,
  );
  const failed = events
    .slice(0, begun === -1 ? undefined : begun)
    .filter(({ ResourceStatus: status }) => status?.endsWith('_FAILED'))
    .at(-1);
  if (failed === undefined) return 'its events do not say why';
  return `${failed.LogicalResourceId}: ${failed.ResourceStatusReason}`;
}
