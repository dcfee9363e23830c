import { query } from '../operation.ts';
import { ownStack } from '../own-stack.ts';

export const getStackPolicy = query('GetStackPolicy', async (input, context) => {
  const { policy } = await ownStack(input.StackName, context);
  return { StackPolicyBody: policy };
});
