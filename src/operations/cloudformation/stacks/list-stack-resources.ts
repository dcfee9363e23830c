import { dateOf } from '../../../lib/clock.ts';
import { query } from '../operation.ts';
import { ownStack } from '../own-stack.ts';
import { pageOf } from '../page.ts';
import { resourceShape } from './resource-shape.ts';

export const listStackResources = query('ListStackResources', async (input, context) => {
  const { stackId: owner } = await ownStack(input.StackName, context);
  const rows = await context.store.stacks.list('resource', { owner });
  const { items, NextToken } = pageOf(rows, input, ({ logicalId }) => logicalId);
  const StackResourceSummaries = items.map((row) => ({
    ...resourceShape(row),
    LastUpdatedTimestamp: dateOf(row.updatedAt),
  }));
  return { StackResourceSummaries, NextToken };
});
