import type * as sdk from '@aws-sdk/client-cloudformation';
import { partitionOf } from '../../../domain/regions.ts';
import type { StackSet, StackSetOperation } from '../../../domain/stack-set.ts';
import { dateOf } from '../../../lib/clock.ts';
import { parameterShapes, tagShapes } from '../stack-shape.ts';

export function setArn({ accountId, region, stackSetId }: StackSet): string {
  const partition = partitionOf(region) ?? 'aws';
  return `arn:${partition}:cloudformation:${region}:${accountId}:stackset/${stackSetId}`;
}

function driftDetails({ drift }: StackSet): sdk.StackSetDriftDetectionDetails {
  if (drift === undefined) return { DriftStatus: 'NOT_CHECKED' };
  const { status, total, drifted, failed, checkedAt } = drift;
  return {
    ...{ DriftStatus: status, DriftDetectionStatus: failed > 0 ? 'PARTIAL_SUCCESS' : 'COMPLETED' },
    ...{ LastDriftCheckTimestamp: dateOf(checkedAt), TotalStackInstancesCount: total },
    ...{ DriftedStackInstancesCount: drifted, FailedStackInstancesCount: failed },
    ...{ InSyncStackInstancesCount: total - drifted - failed, InProgressStackInstancesCount: 0 },
  };
}

function autoDeploymentShape({ autoDeployment }: StackSet): sdk.AutoDeployment | undefined {
  if (autoDeployment === undefined) return undefined;
  const { enabled, retains } = autoDeployment;
  return { Enabled: enabled, ...(enabled && { RetainStacksOnAccountRemoval: retains }) };
}

export function setShape(set: StackSet): sdk.StackSet {
  return {
    ...{ StackSetName: set.name, StackSetId: set.stackSetId, Description: set.description },
    ...{ Status: set.status, TemplateBody: set.template, StackSetARN: setArn(set) },
    Parameters: parameterShapes(set),
    Capabilities: [...set.capabilities] as sdk.Capability[],
    Tags: tagShapes(set.tags),
    AdministrationRoleARN: set.administrationRoleArn,
    ExecutionRoleName: set.executionRoleName,
    StackSetDriftDetectionDetails: driftDetails(set),
    AutoDeployment: autoDeploymentShape(set),
    PermissionModel: set.permissionModel,
    OrganizationalUnitIds: set.targets.map(({ unitId }) => unitId),
    ManagedExecution: { Active: set.managedExecution },
    Regions: [...new Set(set.targets.flatMap(({ regions }) => regions))],
  };
}

export function setSummary(set: StackSet): sdk.StackSetSummary {
  const { DriftStatus, LastDriftCheckTimestamp } = driftDetails(set);
  return {
    ...{ StackSetName: set.name, StackSetId: set.stackSetId, Description: set.description },
    ...{ Status: set.status, AutoDeployment: autoDeploymentShape(set), DriftStatus },
    ...{ PermissionModel: set.permissionModel, LastDriftCheckTimestamp },
    ManagedExecution: { Active: set.managedExecution },
  };
}

export function operationShape(set: StackSet, operation: StackSetOperation): sdk.StackSetOperation {
  const { preferences: given } = operation;
  return {
    ...{ OperationId: operation.operationId, StackSetId: set.stackSetId, Action: operation.action },
    ...{ Status: operation.status, StatusReason: operation.reason },
    OperationPreferences: {
      RegionConcurrencyType: given.parallelRegions ? 'PARALLEL' : 'SEQUENTIAL',
      RegionOrder: [...given.regionOrder],
      FailureToleranceCount: given.toleranceCount,
      FailureTolerancePercentage: given.tolerancePercentage,
      MaxConcurrentCount: given.concurrentCount,
      MaxConcurrentPercentage: given.concurrentPercentage,
      ConcurrencyMode: given.soft ? 'SOFT_FAILURE_TOLERANCE' : 'STRICT_FAILURE_TOLERANCE',
    },
    RetainStacks: operation.action === 'DELETE' ? operation.retains : undefined,
    AdministrationRoleARN: set.administrationRoleArn,
    ExecutionRoleName: set.executionRoleName,
    CreationTimestamp: dateOf(operation.createdAt),
    EndTimestamp: operation.endedAt === undefined ? undefined : dateOf(operation.endedAt),
  };
}
