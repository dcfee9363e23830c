import type { ResourceStatus } from '@aws-sdk/client-cloudformation';
import { dateOf } from '../../../lib/clock.ts';
import { query } from '../operation.ts';
import { ownStack } from '../own-stack.ts';
import { pageOf } from '../page.ts';

/** The latest first. */
export const describeStackEvents = query('DescribeStackEvents', async (input, context) => {
  const stack = await ownStack(input.StackName, context);
  const owner = stack.stackId;
  const events = await context.store.stacks.list('event', { owner, descending: true });
  const { items, NextToken } = pageOf(events, input, ({ eventId }) => eventId);
  const StackEvents = items.map((event) => ({
    StackId: event.stackId,
    EventId: event.eventId,
    StackName: event.stackName,
    LogicalResourceId: event.logicalId,
    PhysicalResourceId: event.physicalId,
    ResourceType: event.type,
    Timestamp: dateOf(event.at),
    ResourceStatus: event.status as ResourceStatus,
    ResourceStatusReason: event.reason,
    ResourceProperties: event.properties,
    ClientRequestToken: event.clientToken,
  }));
  return { StackEvents, NextToken };
});
