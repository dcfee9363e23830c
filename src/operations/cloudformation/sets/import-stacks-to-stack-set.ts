import { partId } from '../../../domain/stack-item-key.ts';
import type { StackInstance } from '../../../domain/stack-set.ts';
import { cloudFormationErrors } from '../errors.ts';
import { operation } from '../operation.ts';
import { begin } from './begin.ts';
import { organizationOf, ownSet } from './own-set.ts';

/** Stacks that are there become instances; those whose content is another one follow the set. */
export const importStacksToStackSet = operation(
  'ImportStacksToStackSet',
  async (input, context) => {
    const { store } = context;
    const { validation, unsupported } = cloudFormationErrors;
    const set = await ownSet(input.StackSetName, input.CallAs, context);
    if (input.StackIdsUrl !== undefined) throw unsupported('StackIdsUrl');
    const home = await organizationOf(set.accountId, store);
    const targets = [];
    for (const stackId of input.StackIds ?? []) {
      const stack = await store.stacks.get('stack', stackId);
      const owner = stack && (await store.accounts.get(stack.accountId));
      const isSame = owner?.accountId === set.accountId;
      const isManaged =
        home?.managementAccountId === set.accountId &&
        owner?.organizationId === home.organizationId;
      if (stack === undefined || !(isSame || isManaged))
        throw cloudFormationErrors.noStack(stackId);
      if (stack.stackSetId !== undefined) {
        throw validation(`Stack ${stackId} is already in stack set ${stack.stackSetId}`);
      }
      const { accountId, region } = stack;
      const unitId = owner?.unitId ?? home?.rootId;
      const id = partId(set.stackSetId, accountId, region);
      if ((await store.stacks.get('instance', id)) !== undefined) {
        throw validation(`There is a stack instance for account ${accountId} in ${region} already`);
      }
      const instance: StackInstance = {
        ...{ stackSetId: set.stackSetId, accountId, region, stackId, unitId, overrides: {} },
        ...{ status: 'OUTDATED', detailed: 'PENDING', driftStatus: 'NOT_CHECKED' },
      };
      await store.stacks.put('instance', instance);
      await store.stacks.put('stack', { ...stack, stackSetId: set.stackSetId });
      targets.push({ accountId, region, unitId });
    }
    if (targets.length === 0) throw validation('At least one stack must be specified');
    return { OperationId: await begin(set, targets, input, { action: 'CREATE' }, context) };
  },
);
