import { partId } from '../../../domain/stack-item-key.ts';
import { cloudFormationErrors } from '../errors.ts';
import { query } from '../operation.ts';
import { ownStack } from '../own-stack.ts';
import { driftShape } from './drift-shape.ts';

export const detectStackResourceDrift = query(
  'DetectStackResourceDrift',
  async (input, context) => {
    const { stackId, name } = await ownStack(input.StackName, context);
    const { LogicalResourceId: logicalId } = input;
    const id = partId(stackId, logicalId);
    const { stacks } = context.store;
    if ((await stacks.get('resource', id)) === undefined) {
      throw cloudFormationErrors.noResource(logicalId, name);
    }
    await context.services.detectDrift(stackId, [logicalId]);
    const row = await stacks.get('resource', id);
    if (row === undefined) throw cloudFormationErrors.noResource(logicalId, name);
    return { StackResourceDrift: driftShape(row) };
  },
);
