import { query } from '../operation.ts';
import { namedKey } from '../own-key.ts';
import { keyShape } from './key-shape.ts';

export const describeKey = query('DescribeKey', async (input, context) => ({
  KeyMetadata: keyShape(await namedKey(input.KeyId, context), context.partition),
}));
