import { query } from '../operation.ts';
import { ownSet } from './own-set.ts';
import { setShape } from './set-shape.ts';

export const describeStackSet = query('DescribeStackSet', async (input, context) => ({
  StackSet: setShape(await ownSet(input.StackSetName, input.CallAs, context)),
}));
