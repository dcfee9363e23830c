import { query } from '../operation.ts';
import { ownOperation } from './own-operation.ts';
import { ownSet } from './own-set.ts';
import { operationShape } from './set-shape.ts';

export const describeStackSetOperation = query(
  'DescribeStackSetOperation',
  async (input, context) => {
    const set = await ownSet(input.StackSetName, input.CallAs, context);
    const found = await ownOperation(set, input.OperationId, context);
    const owner = found.operationId;
    const results = await context.store.stacks.list('setResult', { owner });
    const failed = results.filter(({ status }) => status === 'FAILED').length;
    const StatusDetails = { FailedStackInstancesCount: failed };
    return { StackSetOperation: { ...operationShape(set, found), StatusDetails } };
  },
);
