import { beginUpdate, mustBeUpdatable } from '../../../stacks/begin.ts';
import { exportsOf } from '../../../stacks/engine/exports.ts';
import { planChanges } from '../../../stacks/plan-changes.ts';
import { actorOf } from '../actor-of.ts';
import { cloudFormationErrors } from '../errors.ts';
import { DEPLOYMENT_UNSUPPORTED, givenContent, refuseMembers } from '../given-content.ts';
import { operation } from '../operation.ts';
import { ownStack } from '../own-stack.ts';
import { stackParts } from '../stack-parts.ts';
import { withTemplate } from '../with-template.ts';
import { givenPolicy } from './given-policy.ts';
import { putBegun } from './put-begun.ts';

const UNSUPPORTED = [
  'RollbackConfiguration',
  'ResourceTypes',
  'StackPolicyURL',
  'StackPolicyDuringUpdateURL',
  'DisableRollback',
  'RetainExceptOnCreate',
  'DisableValidation',
  'NotificationARNs',
];

export const updateStack = operation(
  'UpdateStack',
  async (input, context) => {
    refuseMembers(input, UNSUPPORTED);
    refuseMembers(input.DeploymentConfig ?? {}, DEPLOYMENT_UNSUPPORTED);
    const { store, clock } = context;
    const stack = await ownStack(input.StackName, context);
    const token = input.ClientRequestToken;
    if (token !== undefined && stack.clientToken === token) return { StackId: stack.stackId };
    mustBeUpdatable(stack);
    const content = givenContent(input, stack);
    const rows = await store.stacks.list('resource', { owner: stack.stackId });
    const exports = await exportsOf(stack, store);
    const plan = planChanges(content, { stack, rows, exports, parts: stackParts });
    if (plan.changes.length === 0 && !plan.changesMore) throw cloudFormationErrors.noUpdates();
    const update = {
      ...{ ...content, ...actorOf(input, context, stack), clientToken: token },
      policy: givenPolicy(input.StackPolicyBody),
      policyDuringUpdate: givenPolicy(input.StackPolicyDuringUpdateBody),
    };
    await putBegun(beginUpdate(stack, update, clock.now()), stack, context);
    return { StackId: stack.stackId };
  },
  withTemplate,
);
