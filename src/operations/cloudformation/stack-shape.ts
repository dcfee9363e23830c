import type * as sdk from '@aws-sdk/client-cloudformation';
import type { Stack, StackContent } from '../../domain/stack.ts';
import type { Tags } from '../../domain/tags.ts';
import { dateOf } from '../../lib/clock.ts';
import { HIDDEN } from '../../stacks/engine/shown-properties.ts';
import { providerOf } from '../../stacks/providers/index.ts';
import { loadTemplate } from '../../stacks/template/load-template.ts';

/** Values of parameters that are not to be shown are starred. */
export function parameterShapes({
  template,
  parameters,
}: Pick<StackContent, 'template' | 'parameters'>): sdk.Parameter[] {
  const { parameters: declared } = loadTemplate(template, providerOf, parameters);
  return Object.entries(parameters).map(([ParameterKey, value]) => ({
    ParameterKey,
    ParameterValue: declared[ParameterKey]?.noEcho ? HIDDEN : value,
  }));
}

export function tagShapes(tags: Tags): sdk.Tag[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}

export function stackShape(stack: Stack): sdk.Stack {
  const { createdAt, updatedAt, deletedAt, drift, deadline } = stack;
  const isThere = stack.status !== 'REVIEW_IN_PROGRESS';
  return {
    StackId: stack.stackId,
    StackName: stack.name,
    ChangeSetId: stack.changeSetId,
    Description: stack.description,
    Parameters: isThere ? parameterShapes(stack) : [],
    CreationTime: dateOf(createdAt),
    LastUpdatedTime: updatedAt === undefined ? undefined : dateOf(updatedAt),
    DeletionTime: deletedAt === undefined ? undefined : dateOf(deletedAt),
    RollbackConfiguration: {},
    StackStatus: stack.status,
    StackStatusReason: stack.statusReason,
    DisableRollback: stack.onFailure === 'DO_NOTHING',
    NotificationARNs: [...stack.notificationArns],
    TimeoutInMinutes:
      deadline === undefined ? undefined : Math.round((deadline - createdAt) / 60_000),
    Capabilities: [...stack.capabilities] as sdk.Capability[],
    Outputs: stack.outputs.map((output) => ({
      OutputKey: output.key,
      OutputValue: output.value,
      Description: output.description,
      ExportName: output.exportName,
    })),
    RoleARN: stack.roleArn,
    Tags: tagShapes(stack.tags),
    EnableTerminationProtection: stack.isProtected,
    DriftInformation: {
      StackDriftStatus: (drift?.status ?? 'NOT_CHECKED') as sdk.StackDriftStatus,
      LastCheckTimestamp: drift && dateOf(drift.checkedAt),
    },
  };
}
