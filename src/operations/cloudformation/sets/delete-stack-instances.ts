import { partId } from '../../../domain/stack-item-key.ts';
import type { Target } from '../../../stacks/sets/begin-operation.ts';
import { operation } from '../operation.ts';
import { begin } from './begin.ts';
import { ownSet } from './own-set.ts';
import { targetsOf } from './targets-of.ts';

/** Whole units are no targets any more for whoever joins them. */
export const deleteStackInstances = operation('DeleteStackInstances', async (input, context) => {
  const { store } = context;
  const set = await ownSet(input.StackSetName, input.CallAs, context);
  const there: Target[] = [];
  for (const target of await targetsOf(set, input, context)) {
    const id = partId(set.stackSetId, target.accountId, target.region);
    if ((await store.stacks.get('instance', id)) !== undefined) there.push(target);
  }
  const more = { action: 'DELETE', retains: input.RetainStacks } as const;
  const OperationId = await begin(set, there, input, more, context);
  const { OrganizationalUnitIds: units = [], Accounts: named = [] } = input.DeploymentTargets ?? {};
  if (units.length === 0 || named.length > 0) return { OperationId };
  const targets = set.targets
    .map(({ unitId, regions }) => ({
      unitId,
      regions: units.includes(unitId)
        ? regions.filter((region) => !input.Regions.includes(region))
        : regions,
    }))
    .filter(({ regions }) => regions.length > 0);
  await store.stacks.put('set', { ...set, targets });
  return { OperationId };
});
