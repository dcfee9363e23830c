import type * as sdk from '@aws-sdk/client-cloudformation';
import type { ResourceChange } from '../../../domain/stack.ts';
import { dateOf } from '../../../lib/clock.ts';
import { query } from '../operation.ts';
import { pageOf } from '../page.ts';
import { parameterShapes, tagShapes } from '../stack-shape.ts';
import { ownChangeSet } from './own-change-set.ts';

export const describeChangeSet = query('DescribeChangeSet', async (input, context) => {
  const set = await ownChangeSet(input.ChangeSetName, input.StackName, context);
  const { items, NextToken } = pageOf(set.changes, input, ({ logicalId }) => logicalId);
  return {
    ...{ ChangeSetName: set.name, ChangeSetId: set.changeSetId, StackId: set.stackId },
    ...{ StackName: set.stackName, Description: set.description, ChangeSetType: set.type },
    Parameters: parameterShapes(set),
    CreationTime: dateOf(set.createdAt),
    ExecutionStatus: set.executionStatus as sdk.ExecutionStatus,
    Status: set.status,
    StatusReason: set.statusReason,
    NotificationARNs: [...set.notificationArns],
    RollbackConfiguration: {},
    Capabilities: [...set.capabilities] as sdk.Capability[],
    Tags: tagShapes(set.tags),
    OnStackFailure: set.onFailure as sdk.OnStackFailure | undefined,
    IncludeNestedStacks: set.includesNested ?? false,
    Changes: items.map(changeShape),
    NextToken,
  };
});

function changeShape(change: ResourceChange): sdk.Change {
  return {
    Type: 'Resource',
    ResourceChange: {
      Action: change.action,
      LogicalResourceId: change.logicalId,
      PhysicalResourceId: change.physicalId,
      ResourceType: change.type,
      Replacement: change.replacement,
      Scope: [...new Set(change.properties.map(({ name }) => attributeOf(name)))],
      Details: change.properties.map(({ name, replaces }) => ({
        Target: {
          Attribute: attributeOf(name),
          ...(attributeOf(name) === 'Properties' && { Name: name }),
          RequiresRecreation: replaces ? 'Always' : 'Never',
        },
        ...{ Evaluation: 'Static', ChangeSource: 'DirectModification' },
      })),
    },
  };
}

/** Tags may come of the stack's as well: they are told apart from properties. */
function attributeOf(property: string) {
  return property === 'Tags' ? 'Tags' : 'Properties';
}
