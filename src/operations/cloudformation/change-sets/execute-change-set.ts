import type { ChangeSet, Stack } from '../../../domain/stack.ts';
import { uuid } from '../../../lib/ids.ts';
import { beginUpdate, mustBeUpdatable } from '../../../stacks/begin.ts';
import type { OperationContext } from '../../context.ts';
import { cloudFormationErrors } from '../errors.ts';
import { refuseMembers } from '../given-content.ts';
import { operation } from '../operation.ts';
import { putBegun } from '../stacks/put-begun.ts';
import { ownChangeSet } from './own-change-set.ts';

export const executeChangeSet = operation('ExecuteChangeSet', async (input, context) => {
  refuseMembers(input, ['RetainExceptOnCreate']);
  const set = await ownChangeSet(input.ChangeSetName, input.StackName, context);
  const { store } = context;
  if (set.executionStatus !== 'AVAILABLE') {
    throw cloudFormationErrors.changeSetStatus(
      `ChangeSet [${set.changeSetId}] cannot be executed in its current execution status of ` +
        `[${set.executionStatus}]`,
    );
  }
  const stack = await store.stacks.get('stack', set.stackId);
  if (stack === undefined) throw cloudFormationErrors.noStack(set.stackName);
  const token = input.ClientRequestToken;
  const failure = input.DisableRollback ? 'DO_NOTHING' : undefined;
  const begun = begin(stack, set, { token, failure, now: context.clock.now() });
  await putBegun(begun, stack, context);
  await settleOthers(set, context);
  return {};
});

function begin(
  stack: Stack,
  set: ChangeSet,
  asked: { token: string | undefined; failure: 'DO_NOTHING' | undefined; now: number },
): Stack {
  const { template, parameters, tags, capabilities, notificationArns, actor, roleArn } = set;
  const content = { template, parameters, tags, capabilities, notificationArns };
  const own = {
    ...content,
    actor,
    roleArn,
    clientToken: asked.token,
    changeSetId: set.changeSetId,
  };
  if (stack.status !== 'REVIEW_IN_PROGRESS') {
    mustBeUpdatable(stack);
    const imported = set.type === 'IMPORT' ? set.imported : undefined;
    return beginUpdate(stack, { ...own, imported }, asked.now);
  }
  const isImport = set.type === 'IMPORT';
  return {
    ...{ ...stack, ...own, operationId: uuid() },
    status: isImport ? 'IMPORT_IN_PROGRESS' : 'CREATE_IN_PROGRESS',
    statusReason: 'User Initiated',
    imported: isImport ? set.imported : undefined,
    onFailure: asked.failure ?? set.onFailure ?? 'ROLLBACK',
  };
}

/** Once one is carried out, the others were about a stack that is no more. */
async function settleOthers(executed: ChangeSet, { store }: OperationContext): Promise<void> {
  const all = await store.stacks.list('changeSet', { owner: executed.stackId });
  for (const set of all) {
    if (set.changeSetId !== executed.changeSetId) {
      await store.stacks.delete('changeSet', set.changeSetId);
    }
  }
  const done = { ...executed, executionStatus: 'EXECUTE_COMPLETE' };
  await store.stacks.put('changeSet', done);
}
