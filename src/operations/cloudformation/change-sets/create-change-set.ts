import type { ChangeSet, Stack } from '../../../domain/stack.ts';
import { uuid } from '../../../lib/ids.ts';
import { mustBeUpdatable, newStack } from '../../../stacks/begin.ts';
import type { OperationContext } from '../../context.ts';
import { actorOf } from '../actor-of.ts';
import { cloudFormationErrors } from '../errors.ts';
import { DEPLOYMENT_UNSUPPORTED, givenContent, refuseMembers } from '../given-content.ts';
import { operation } from '../operation.ts';
import type { CloudFormationOperations } from '../operation-types.ts';
import { findStack } from '../own-stack.ts';
import { checkStackName, putBegun } from '../stacks/put-begun.ts';
import { withTemplate } from '../with-template.ts';
import { importedBy, planFor } from './plan-for.ts';

type Input = CloudFormationOperations['CreateChangeSet']['input'];

const UNSUPPORTED = [
  'ResourceTypes',
  'ImportExistingResources',
  'RollbackConfiguration',
  'DeploymentMode',
  'DisableValidation',
  'NotificationARNs',
];

/** AWS makes them after the call; here the first look finds the outcome. */
export const createChangeSet = operation(
  'CreateChangeSet',
  async (input, context) => {
    refuseMembers(input, UNSUPPORTED);
    refuseMembers(input.DeploymentConfig ?? {}, DEPLOYMENT_UNSUPPORTED);
    const { store, clock, accountId, region, partition } = context;
    const { ChangeSetName: name, ChangeSetType: type = 'UPDATE' } = input;
    const stack = await stackFor(input, type, context);
    const [known] = await store.stacks.list('changeSet', { owner: stack.stackId, name });
    if (known !== undefined) throw cloudFormationErrors.changeSetExists(name, stack.name);
    const isNew = stack.status === 'REVIEW_IN_PROGRESS';
    const content = givenContent(input, isNew ? undefined : stack);
    const imported = importedBy(input);
    const plan = await planFor(content, stack, imported, context);
    const place = `arn:${partition}:cloudformation:${region}:${accountId}`;
    const isEmpty = plan.changes.length === 0 && !plan.changesMore && !isNew;
    const changeSet: ChangeSet = {
      ...content,
      ...{ name, type, stackId: stack.stackId, stackName: stack.name, accountId, region, imported },
      changeSetId: `${place}:changeSet/${name}/${uuid()}`,
      description: input.Description,
      includesNested: input.IncludeNestedStacks ?? false,
      status: isEmpty ? 'FAILED' : 'CREATE_COMPLETE',
      statusReason: isEmpty ? NO_CHANGES : undefined,
      executionStatus: isEmpty ? 'UNAVAILABLE' : 'AVAILABLE',
      changes: plan.changes,
      onFailure: input.OnStackFailure as Stack['onFailure'] | undefined,
      ...actorOf(input, context, stack),
      createdAt: clock.now(),
    };
    await store.stacks.put('changeSet', changeSet);
    return { Id: changeSet.changeSetId, StackId: stack.stackId };
  },
  withTemplate,
);

const NO_CHANGES =
  "The submitted information didn't contain changes. Submit different information to create a " +
  'change set.';

/** The stack that it is about; one that is to be made is under review until it is. */
async function stackFor(input: Input, type: string, context: OperationContext): Promise<Stack> {
  const { accountId, region, partition, clock } = context;
  const { StackName: name } = input;
  const existing = await findStack(name, context);
  const isNew = existing === undefined || existing.status === 'REVIEW_IN_PROGRESS';
  if (type === 'UPDATE') {
    if (existing === undefined) {
      throw cloudFormationErrors.validation(`Stack [${name}] does not exist`);
    }
    mustBeUpdatable(existing);
    return existing;
  }
  if (type === 'CREATE' && !isNew) throw cloudFormationErrors.stackExists(name);
  if (existing !== undefined) {
    if (!isNew) mustBeUpdatable(existing);
    return existing;
  }
  checkStackName(name);
  const empty = { template: '', parameters: {}, tags: {}, capabilities: [], notificationArns: [] };
  const actor = actorOf(input, context);
  const place = { name, accountId, region, partition };
  const made = newStack({ ...empty, ...place, ...actor }, clock.now());
  const stack: Stack = { ...made, status: 'REVIEW_IN_PROGRESS' };
  await putBegun(stack, undefined, context);
  return stack;
}
