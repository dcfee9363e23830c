import { partId } from '../../../domain/stack-item-key.ts';
import { cloudFormationErrors } from '../errors.ts';
import { query } from '../operation.ts';
import { instanceShape } from './instance-shape.ts';
import { ownSet } from './own-set.ts';

export const describeStackInstance = query('DescribeStackInstance', async (input, context) => {
  const set = await ownSet(input.StackSetName, input.CallAs, context);
  const { StackInstanceAccount: account, StackInstanceRegion: region } = input;
  const id = partId(set.stackSetId, account, region);
  const instance = await context.store.stacks.get('instance', id);
  if (instance === undefined) throw cloudFormationErrors.noInstance(account, region);
  return { StackInstance: instanceShape(instance, set) };
});
