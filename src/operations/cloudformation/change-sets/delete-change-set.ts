import { operation } from '../operation.ts';
import { ownChangeSet } from './own-change-set.ts';

export const deleteChangeSet = operation('DeleteChangeSet', async (input, context) => {
  const { changeSetId } = await ownChangeSet(input.ChangeSetName, input.StackName, context);
  await context.store.stacks.delete('changeSet', changeSetId);
  return {};
});
