import type { StackInstance, StackSet } from '../../domain/stack-set.ts';
import { uuid } from '../../lib/ids.ts';
import type { Store } from '../../store/store.ts';
import type { EngineParts } from '../engine/engine-parts.ts';
import { sameValue } from '../template/value.ts';
import { beginOperation, NO_PREFERENCES, type Target } from './begin-operation.ts';
import { accountsBelow } from './targets.ts';

/**
 * Compares, for every set that deploys by itself, who is below which of its units with who was when
 * it was last looked: who has come gets the stacks, who has gone loses them. Nothing has to be told
 * when an account moves, so nothing can be missed.
 */
export async function reconcileSets({ store, clock }: EngineParts): Promise<void> {
  // What follows from one move has one time, whichever set it is of.
  const now = clock.now();
  for (const set of await store.stacks.list('set', { active: true })) {
    if (set.autoDeployment?.enabled && set.targets.length > 0) await reconcile(set, store, now);
  }
}

async function reconcile({ stackSetId }: StackSet, store: Store, now: number): Promise<void> {
  await store.transaction(async (inside) => {
    const set = await inside.stacks.get('set', stackSetId);
    const home = set && (await inside.accounts.get(set.accountId));
    const organizationId = home?.organizationId;
    const organization = organizationId && (await inside.organizations.get(organizationId));
    if (!set || !organization) return;
    const units = set.targets.map(({ unitId }) => unitId);
    const below = await accountsBelow(units, organization, inside);
    const unitsOf = Object.fromEntries([...below].map(([id, { unitIds }]) => [id, unitIds]));
    if (sameValue(set.unitsOf, unitsOf)) return;
    await inside.stacks.put('set', { ...set, unitsOf });
    // What was there before anybody looked has not come.
    if (set.unitsOf === undefined) return;
    const instances = await inside.stacks.list('instance', { owner: stackSetId });
    const { arrivals, departures, stays } = movesIn(set, set.unitsOf, unitsOf, instances);
    for (const instance of stays) await inside.stacks.put('instance', instance);
    const means = { store: inside, now };
    if (departures.length > 0) {
      await beginOperation(set, departures, automatic(set, 'DELETE'), means);
    }
    if (arrivals.length > 0) await beginOperation(set, arrivals, automatic(set, 'CREATE'), means);
  });
}

type UnitsOf = NonNullable<StackSet['unitsOf']>;

/**
 * Where stacks come and go, and which stay for another unit. One that is there already may be on
 * its way out, so that it comes again all the same; where it is not, there is nothing to do.
 */
function movesIn(
  { targets }: StackSet,
  before: UnitsOf,
  after: UnitsOf,
  instances: readonly StackInstance[],
) {
  const unitFor = (region: string, units: readonly string[]) =>
    units.find((id) => targets.some((one) => one.unitId === id && one.regions.includes(region)));
  const arrivals: Target[] = [];
  for (const [accountId, units] of Object.entries(after)) {
    const joined = units.filter((id) => !before[accountId]?.includes(id));
    const regions = targets.flatMap((one) => (joined.includes(one.unitId) ? one.regions : []));
    for (const region of new Set(regions)) {
      arrivals.push({ accountId, region, unitId: unitFor(region, joined) });
    }
  }
  const departures: Target[] = [];
  const stays: StackInstance[] = [];
  for (const instance of instances) {
    const { accountId, region, unitId } = instance;
    const units = after[accountId] ?? [];
    const left = (before[accountId] ?? []).filter((id) => !units.includes(id));
    if (unitFor(region, left) === undefined) continue;
    const next = unitFor(region, units);
    if (next === undefined) departures.push({ accountId, region, unitId });
    else if (next !== unitId) stays.push({ ...instance, unitId: next });
  }
  return { arrivals, departures, stays };
}

/** Nobody asked: the set itself acts, with what its accounts allow it. */
function automatic({ accountId, autoDeployment }: StackSet, action: 'CREATE' | 'DELETE') {
  return {
    ...{ operationId: uuid(), action, preferences: NO_PREFERENCES, isAutomatic: true },
    retains: autoDeployment?.retains ?? false,
    principal: { kind: 'root', accountId, accessKeyId: '' },
  } as const;
}
