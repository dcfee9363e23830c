import { cloudFormationErrors } from '../errors.ts';
import { operation } from '../operation.ts';
import { ownStack } from '../own-stack.ts';

export const cancelUpdateStack = operation('CancelUpdateStack', async (input, context) => {
  const stack = await ownStack(input.StackName, context);
  if (stack.status !== 'UPDATE_IN_PROGRESS') {
    throw cloudFormationErrors.validation(
      'CancelUpdateStack cannot be called from current stack status',
    );
  }
  await context.store.stacks.put('stack', { ...stack, isCancelled: true });
  context.services.wakeStacks();
  return {};
});
