import { operation } from '../operation.ts';
import { ownStack } from '../own-stack.ts';

export const updateTerminationProtection = operation(
  'UpdateTerminationProtection',
  async (input, context) => {
    const stack = await ownStack(input.StackName, context);
    const isProtected = input.EnableTerminationProtection;
    await context.store.stacks.put('stack', { ...stack, isProtected });
    return { StackId: stack.stackId };
  },
);
