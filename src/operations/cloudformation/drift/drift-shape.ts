import type * as sdk from '@aws-sdk/client-cloudformation';
import type { StackResource } from '../../../domain/stack.ts';
import { dateOf } from '../../../lib/clock.ts';

export function driftShape({ drift, ...row }: StackResource): sdk.StackResourceDrift {
  return {
    ...{ StackId: row.stackId, LogicalResourceId: row.logicalId, ResourceType: row.type },
    PhysicalResourceId: row.made?.physicalId,
    ExpectedProperties: drift?.expected,
    ActualProperties: drift?.actual,
    PropertyDifferences: drift?.differences?.map(({ path, expected, actual, kind }) => ({
      ...{ PropertyPath: path, ExpectedValue: expected, ActualValue: actual },
      DifferenceType: kind,
    })),
    StackResourceDriftStatus: drift?.status ?? 'NOT_CHECKED',
    Timestamp: dateOf(drift?.checkedAt ?? row.updatedAt),
  };
}
