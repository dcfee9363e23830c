import { query } from '../operation.ts';
import { ownStack } from '../own-stack.ts';
import { pageOf } from '../page.ts';
import { stackShape } from '../stack-shape.ts';

export const describeStacks = query('DescribeStacks', async (input, context) => {
  const { accountId, region, store } = context;
  const { StackName: name } = input;
  if (name !== undefined) return { Stacks: [stackShape(await ownStack(name, context))] };
  const all = await store.stacks.list('stack', { accountId, region });
  const there = all.filter(({ status }) => status !== 'DELETE_COMPLETE');
  there.sort((one, other) => other.createdAt - one.createdAt);
  const { items, NextToken } = pageOf(there, input, ({ stackId }) => stackId);
  return { Stacks: items.map(stackShape), NextToken };
});
