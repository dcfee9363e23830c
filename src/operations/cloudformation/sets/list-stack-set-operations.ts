import { query } from '../operation.ts';
import { pageOf } from '../page.ts';
import { ownSet } from './own-set.ts';
import { operationShape } from './set-shape.ts';

/** The latest first. */
export const listStackSetOperations = query('ListStackSetOperations', async (input, context) => {
  const set = await ownSet(input.StackSetName, input.CallAs, context);
  const all = await context.store.stacks.list('setOperation', { owner: set.stackSetId });
  all.sort((one, other) => other.createdAt - one.createdAt);
  const { items, NextToken } = pageOf(all, input, ({ operationId }) => operationId);
  const Summaries = items.map((one) => {
    const shape = operationShape(set, one);
    const { OperationId, Action, Status, CreationTimestamp, EndTimestamp, StatusReason } = shape;
    return {
      ...{ OperationId, Action, Status, CreationTimestamp, EndTimestamp, StatusReason },
      OperationPreferences: shape.OperationPreferences,
    };
  });
  return { Summaries, NextToken };
});
