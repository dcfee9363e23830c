import { beginDelete } from '../../../stacks/begin.ts';
import { importersOf } from '../../../stacks/engine/exports.ts';
import { actorOf } from '../actor-of.ts';
import { cloudFormationErrors } from '../errors.ts';
import { refuseMembers } from '../given-content.ts';
import { operation } from '../operation.ts';
import { findStack } from '../own-stack.ts';
import { putBegun } from './put-begun.ts';

/** Deleting what is not there is no failure. */
export const deleteStack = operation('DeleteStack', async (input, context) => {
  const stack = await findStack(input.StackName, context);
  if (stack === undefined || stack.status === 'DELETE_COMPLETE') return {};
  if (stack.isProtected) throw cloudFormationErrors.isProtected(stack.name);
  if (input.DeletionMode === 'FORCE_DELETE_STACK') {
    refuseMembers(input, ['DeletionMode']);
  }
  const retained = input.RetainResources ?? [];
  if (retained.length > 0 && stack.status !== 'DELETE_FAILED') {
    throw cloudFormationErrors.validation(
      `Invalid operation on stack [${stack.stackId}]. When you delete a stack, specify which ` +
        'resources to retain only when the stack is in the DELETE_FAILED state.',
    );
  }
  if (stack.status === 'DELETE_IN_PROGRESS') return {};
  // What is under way would go on with resources that are being taken away.
  if (stack.status.endsWith('_IN_PROGRESS') && stack.status !== 'REVIEW_IN_PROGRESS') {
    throw cloudFormationErrors.validation(
      `Stack [${stack.stackId}] cannot be deleted while in status ${stack.status}`,
    );
  }
  for (const { exportName } of stack.outputs) {
    if (exportName === undefined) continue;
    const importers = await importersOf(exportName, stack, context.store);
    if (importers.length === 0) continue;
    throw cloudFormationErrors.validation(
      `Export ${exportName} cannot be deleted as it is in use by ${importers.join(' and ')}`,
    );
  }
  const more = {
    ...actorOf(input, context, stack),
    retained,
    clientToken: input.ClientRequestToken,
  };
  await putBegun(beginDelete(stack, more), stack, context);
  return {};
});
