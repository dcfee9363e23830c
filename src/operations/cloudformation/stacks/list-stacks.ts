import type { StackStatus } from '@aws-sdk/client-cloudformation';
import { dateOf } from '../../../lib/clock.ts';
import { query } from '../operation.ts';
import { pageOf } from '../page.ts';

/** Deleted ones as well. */
export const listStacks = query('ListStacks', async (input, { accountId, region, store }) => {
  const { StackStatusFilter: filter = [] } = input;
  const all = await store.stacks.list('stack', { accountId, region });
  const wanted = all.filter(
    ({ status }) => filter.length === 0 || filter.includes(status as StackStatus),
  );
  wanted.sort((one, other) => other.createdAt - one.createdAt);
  const { items, NextToken } = pageOf(wanted, input, ({ stackId }) => stackId);
  const StackSummaries = items.map((stack) => ({
    StackId: stack.stackId,
    StackName: stack.name,
    TemplateDescription: stack.description,
    CreationTime: dateOf(stack.createdAt),
    LastUpdatedTime: stack.updatedAt === undefined ? undefined : dateOf(stack.updatedAt),
    DeletionTime: stack.deletedAt === undefined ? undefined : dateOf(stack.deletedAt),
    StackStatus: stack.status as StackStatus,
    StackStatusReason: stack.statusReason,
    DriftInformation: {
      StackDriftStatus: (stack.drift?.status ?? 'NOT_CHECKED') as 'NOT_CHECKED',
      LastCheckTimestamp: stack.drift && dateOf(stack.drift.checkedAt),
    },
  }));
  return { StackSummaries, NextToken };
});
