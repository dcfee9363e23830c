import { cloudFormationErrors } from '../errors.ts';
import { refuseMembers } from '../given-content.ts';
import { operation } from '../operation.ts';
import { ownStack } from '../own-stack.ts';
import { givenPolicy } from './given-policy.ts';

export const setStackPolicy = operation('SetStackPolicy', async (input, context) => {
  refuseMembers(input, ['StackPolicyURL']);
  const stack = await ownStack(input.StackName, context);
  const policy = givenPolicy(input.StackPolicyBody);
  if (policy === undefined) {
    throw cloudFormationErrors.validation(
      'You must specify either stack policy body or stack policy url',
    );
  }
  await context.store.stacks.put('stack', { ...stack, policy });
  return {};
});
