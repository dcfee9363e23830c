import type { Stack } from '../../../domain/stack.ts';
import { uuid } from '../../../lib/ids.ts';
import { actorOf } from '../actor-of.ts';
import { cloudFormationErrors } from '../errors.ts';
import { operation } from '../operation.ts';
import { ownStack } from '../own-stack.ts';
import { putBegun } from './put-begun.ts';

export const continueUpdateRollback = operation(
  'ContinueUpdateRollback',
  async (input, context) => {
    const stack = await ownStack(input.StackName, context);
    if (stack.status !== 'UPDATE_ROLLBACK_FAILED') {
      throw cloudFormationErrors.validation(
        `Stack:${stack.stackId} is in ${stack.status} state and can not continue rollback.`,
      );
    }
    const going: Stack = {
      ...stack,
      ...actorOf(input, context, stack),
      status: 'UPDATE_ROLLBACK_IN_PROGRESS',
      statusReason: 'User Initiated',
      ...{ skipped: input.ResourcesToSkip, clientToken: input.ClientRequestToken },
      operationId: uuid(),
    };
    await putBegun(going, stack, context);
    return {};
  },
);
