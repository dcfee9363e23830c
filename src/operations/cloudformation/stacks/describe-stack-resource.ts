import { partId } from '../../../domain/stack-item-key.ts';
import { dateOf } from '../../../lib/clock.ts';
import { cloudFormationErrors } from '../errors.ts';
import { query } from '../operation.ts';
import { ownStack } from '../own-stack.ts';
import { resourceShape } from './resource-shape.ts';

export const describeStackResource = query('DescribeStackResource', async (input, context) => {
  const { stackId, name } = await ownStack(input.StackName, context);
  const { LogicalResourceId: logicalId } = input;
  const row = await context.store.stacks.get('resource', partId(stackId, logicalId));
  if (row === undefined) throw cloudFormationErrors.noResource(logicalId, name);
  return {
    StackResourceDetail: {
      ...resourceShape(row),
      ...{ StackName: name, StackId: stackId, LastUpdatedTimestamp: dateOf(row.updatedAt) },
      Metadata: row.metadata === undefined ? undefined : JSON.stringify(row.metadata),
    },
  };
});
