import { partId } from '../../../domain/stack-item-key.ts';
import type { StackSet, StackSetOperation } from '../../../domain/stack-set.ts';
import type { OperationContext } from '../../context.ts';
import { cloudFormationErrors } from '../errors.ts';

export async function ownOperation(
  { stackSetId }: StackSet,
  operationId: string,
  { store }: OperationContext,
): Promise<StackSetOperation> {
  const found = await store.stacks.get('setOperation', partId(stackSetId, operationId));
  if (found === undefined) throw cloudFormationErrors.noOperation(operationId);
  return found;
}
