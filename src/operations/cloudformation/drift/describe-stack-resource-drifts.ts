import { query } from '../operation.ts';
import { ownStack } from '../own-stack.ts';
import { pageOf } from '../page.ts';
import { driftShape } from './drift-shape.ts';

export const describeStackResourceDrifts = query(
  'DescribeStackResourceDrifts',
  async (input, context) => {
    const { stackId: owner } = await ownStack(input.StackName, context);
    const { StackResourceDriftStatusFilters: filters = [] } = input;
    const rows = await context.store.stacks.list('resource', { owner });
    const wanted = rows.filter(
      ({ drift }) =>
        drift !== undefined && (filters.length === 0 || filters.includes(drift.status)),
    );
    const { items, NextToken } = pageOf(wanted, input, ({ logicalId }) => logicalId);
    return { StackResourceDrifts: items.map(driftShape), NextToken };
  },
);
