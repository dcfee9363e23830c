import type { ChangeSet } from '../../../domain/stack.ts';
import type { OperationContext } from '../../context.ts';
import { cloudFormationErrors } from '../errors.ts';
import { ownStack } from '../own-stack.ts';

/** By its id, or by its name and its stack. */
export async function ownChangeSet(
  name: string,
  stackName: string | undefined,
  context: OperationContext,
): Promise<ChangeSet> {
  const { accountId, region, store } = context;
  if (name.startsWith('arn:')) {
    const found = await store.stacks.get('changeSet', name);
    if (found?.accountId === accountId && found.region === region) return found;
    throw cloudFormationErrors.noChangeSet(name);
  }
  if (stackName === undefined) {
    throw cloudFormationErrors.validation(
      'StackName must be specified if ChangeSetName is not specified as an ARN.',
    );
  }
  const { stackId: owner } = await ownStack(stackName, context);
  const [found] = await store.stacks.list('changeSet', { owner, name });
  if (found === undefined) throw cloudFormationErrors.noChangeSet(name);
  return found;
}
