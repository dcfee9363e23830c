import { dateOf } from '../../../lib/clock.ts';
import { cloudFormationErrors } from '../errors.ts';
import { query } from '../operation.ts';
import { ownStack } from '../own-stack.ts';
import { resourceShape } from './resource-shape.ts';

/** Of one stack, or of the stack that a physical id belongs to. */
export const describeStackResources = query('DescribeStackResources', async (input, context) => {
  const { StackName: named, LogicalResourceId: logicalId, PhysicalResourceId: physicalId } = input;
  const { accountId, region, store } = context;
  if ((named === undefined) === (physicalId === undefined)) {
    throw cloudFormationErrors.validation(
      'Exactly one of StackName and PhysicalResourceId must be specified.',
    );
  }
  const place = { accountId, region };
  const owner = named === undefined ? undefined : (await ownStack(named, context)).stackId;
  const all = await store.stacks.list('resource', owner === undefined ? place : { owner });
  const holder = all.find((row) => row.made?.physicalId === physicalId)?.stackId;
  if (owner === undefined && holder === undefined) {
    throw cloudFormationErrors.noStack(physicalId ?? '');
  }
  const stack = await store.stacks.get('stack', owner ?? holder ?? '');
  const rows = all.filter(
    (row) =>
      row.stackId === stack?.stackId && (logicalId === undefined || row.logicalId === logicalId),
  );
  const StackResources = rows.map((row) => ({
    ...resourceShape(row),
    ...{ StackName: stack?.name, StackId: row.stackId, Timestamp: dateOf(row.updatedAt) },
  }));
  return { StackResources };
});
