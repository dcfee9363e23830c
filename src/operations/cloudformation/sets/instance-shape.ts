import type * as sdk from '@aws-sdk/client-cloudformation';
import type { StackInstance, StackSet } from '../../../domain/stack-set.ts';
import { dateOf } from '../../../lib/clock.ts';
import { parameterShapes } from '../stack-shape.ts';

export function instanceSummary(instance: StackInstance): sdk.StackInstanceSummary {
  const { driftCheckedAt } = instance;
  return {
    ...{ StackSetId: instance.stackSetId, Region: instance.region, Account: instance.accountId },
    ...{ StackId: instance.stackId, Status: instance.status, StatusReason: instance.reason },
    StackInstanceStatus: {
      DetailedStatus: instance.detailed as sdk.StackInstanceDetailedStatus,
    },
    OrganizationalUnitId: instance.unitId,
    DriftStatus: (instance.driftStatus ?? 'NOT_CHECKED') as sdk.StackDriftStatus,
    LastDriftCheckTimestamp: driftCheckedAt === undefined ? undefined : dateOf(driftCheckedAt),
    LastOperationId: instance.lastOperationId,
  };
}

export function instanceShape(
  instance: StackInstance,
  { template }: Pick<StackSet, 'template'>,
): sdk.StackInstance {
  return {
    ...instanceSummary(instance),
    ParameterOverrides: parameterShapes({ template, parameters: instance.overrides }),
  };
}
