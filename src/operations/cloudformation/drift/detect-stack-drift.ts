import { mustBeUpdatable } from '../../../stacks/begin.ts';
import { query } from '../operation.ts';
import { ownStack } from '../own-stack.ts';

/**
 * AWS looks after the call; here it has looked when the call ends. It calls other operations, which
 * could not be carried out inside of a transaction of this one.
 */
export const detectStackDrift = query('DetectStackDrift', async (input, context) => {
  const stack = await ownStack(input.StackName, context);
  mustBeUpdatable(stack);
  const { LogicalResourceIds: only } = input;
  const { detectionId } = await context.services.detectDrift(stack.stackId, only);
  return { StackDriftDetectionId: detectionId };
});
