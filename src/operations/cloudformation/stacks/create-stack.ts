import { newStack } from '../../../stacks/begin.ts';
import { checkContent } from '../../../stacks/engine/stack-run.ts';
import { actorOf } from '../actor-of.ts';
import { cloudFormationErrors } from '../errors.ts';
import { DEPLOYMENT_UNSUPPORTED, givenContent, refuseMembers } from '../given-content.ts';
import { operation } from '../operation.ts';
import { findStack } from '../own-stack.ts';
import { stackParts } from '../stack-parts.ts';
import { withTemplate } from '../with-template.ts';
import { givenPolicy } from './given-policy.ts';
import { checkStackName, putBegun } from './put-begun.ts';

const UNSUPPORTED = [
  'RollbackConfiguration',
  'ResourceTypes',
  'StackPolicyURL',
  'RetainExceptOnCreate',
  'DisableValidation',
  'NotificationARNs',
];

/** The stack is there at once; its resources are made after the call. */
export const createStack = operation(
  'CreateStack',
  async (input, context) => {
    const { accountId, region, partition, clock } = context;
    const { StackName: name, OnFailure, DisableRollback } = input;
    refuseMembers(input, UNSUPPORTED);
    refuseMembers(input.DeploymentConfig ?? {}, DEPLOYMENT_UNSUPPORTED);
    checkStackName(name);
    if (OnFailure !== undefined && DisableRollback !== undefined) {
      throw cloudFormationErrors.validation(
        'Either DisableRollback or OnFailure can be specified, not both.',
      );
    }
    const existing = await findStack(name, context);
    const isRepeated =
      input.ClientRequestToken !== undefined && existing?.clientToken === input.ClientRequestToken;
    if (existing !== undefined && isRepeated) return { StackId: existing.stackId };
    if (existing !== undefined) throw cloudFormationErrors.stackExists(name);
    const stack = newStack(
      {
        ...givenContent(input),
        ...{ name, accountId, region, partition },
        ...actorOf(input, context),
        onFailure: OnFailure ?? (DisableRollback ? 'DO_NOTHING' : 'ROLLBACK'),
        policy: givenPolicy(input.StackPolicyBody),
        isProtected: input.EnableTerminationProtection,
        timeoutMinutes: input.TimeoutInMinutes,
        clientToken: input.ClientRequestToken,
      },
      clock.now(),
    );
    checkContent(stack, stackParts);
    await putBegun(stack, undefined, context);
    return { StackId: stack.stackId };
  },
  withTemplate,
);
