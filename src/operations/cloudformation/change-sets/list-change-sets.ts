import type { ExecutionStatus } from '@aws-sdk/client-cloudformation';
import { dateOf } from '../../../lib/clock.ts';
import { query } from '../operation.ts';
import { ownStack } from '../own-stack.ts';
import { pageOf } from '../page.ts';

export const listChangeSets = query('ListChangeSets', async (input, context) => {
  const { stackId: owner } = await ownStack(input.StackName, context);
  const sets = await context.store.stacks.list('changeSet', { owner });
  const { items, NextToken } = pageOf(sets, input, ({ changeSetId }) => changeSetId);
  const Summaries = items.map((set) => ({
    ...{ StackId: set.stackId, StackName: set.stackName, ChangeSetId: set.changeSetId },
    ...{ ChangeSetName: set.name, Status: set.status, StatusReason: set.statusReason },
    ExecutionStatus: set.executionStatus as ExecutionStatus,
    ...{ CreationTime: dateOf(set.createdAt), Description: set.description },
  }));
  return { Summaries, NextToken };
});
