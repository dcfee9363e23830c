import type { StackSet } from '../../../domain/stack-set.ts';
import { accountsBelow } from '../../../stacks/sets/targets.ts';
import type { OperationContext } from '../../context.ts';
import { operation } from '../operation.ts';
import { begin, givenOverrides } from './begin.ts';
import { deployableOrganization, ownSet } from './own-set.ts';
import { targetsOf } from './targets-of.ts';

export const createStackInstances = operation('CreateStackInstances', async (input, context) => {
  const set = await ownSet(input.StackSetName, input.CallAs, context);
  const targets = await targetsOf(set, input, context);
  const overrides = givenOverrides(input.ParameterOverrides, set);
  const more = { action: 'CREATE', overrides } as const;
  const OperationId = await begin(set, targets, input, more, context);
  const units = input.DeploymentTargets?.OrganizationalUnitIds ?? [];
  if (units.length > 0) await remember(set, units, input.Regions, context);
  return { OperationId };
});

/**
 * Accounts that join one of these units from now on get it too, those that are there are known.
 * Who has joined another unit of the set meanwhile is still to be found.
 */
async function remember(
  set: StackSet,
  units: readonly string[],
  regions: readonly string[],
  context: OperationContext,
): Promise<void> {
  const { store } = context;
  const kept = set.targets.filter(({ unitId }) => !units.includes(unitId));
  const named = units.map((unitId) => {
    const before = set.targets.find((target) => target.unitId === unitId)?.regions ?? [];
    return { unitId, regions: [...new Set([...before, ...regions])] };
  });
  const targets = [...kept, ...named];
  const organization = await deployableOrganization(set, context);
  const unitsOf = { ...set.unitsOf };
  for (const [accountId, { unitIds }] of await accountsBelow(units, organization, store)) {
    unitsOf[accountId] = [...new Set([...(unitsOf[accountId] ?? []), ...unitIds])];
  }
  await store.stacks.put('set', { ...set, targets, unitsOf });
}
