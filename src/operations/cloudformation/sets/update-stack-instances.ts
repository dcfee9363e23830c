import { partId } from '../../../domain/stack-item-key.ts';
import { cloudFormationErrors } from '../errors.ts';
import { operation } from '../operation.ts';
import { begin, givenOverrides } from './begin.ts';
import { ownSet } from './own-set.ts';
import { targetsOf } from './targets-of.ts';

export const updateStackInstances = operation('UpdateStackInstances', async (input, context) => {
  const set = await ownSet(input.StackSetName, input.CallAs, context);
  const targets = await targetsOf(set, input, context);
  for (const { accountId, region } of targets) {
    const id = partId(set.stackSetId, accountId, region);
    if ((await context.store.stacks.get('instance', id)) !== undefined) continue;
    throw cloudFormationErrors.noInstance(accountId, region);
  }
  const overrides = givenOverrides(input.ParameterOverrides, set);
  const more = { action: 'UPDATE', overrides } as const;
  return { OperationId: await begin(set, targets, input, more, context) };
});
