import { cloudFormationErrors } from '../errors.ts';
import { operation } from '../operation.ts';
import { ownOperation } from './own-operation.ts';
import { ownSet } from './own-set.ts';

/** What is under way is finished; nothing more is begun. */
export const stopStackSetOperation = operation('StopStackSetOperation', async (input, context) => {
  const set = await ownSet(input.StackSetName, input.CallAs, context);
  const found = await ownOperation(set, input.OperationId, context);
  if (!['QUEUED', 'RUNNING'].includes(found.status)) {
    throw cloudFormationErrors.invalidOperation(
      `Operation ${found.operationId} is in ${found.status} state and cannot be stopped`,
    );
  }
  await context.store.stacks.put('setOperation', { ...found, status: 'STOPPING' });
  context.services.wakeStacks();
  return {};
});
