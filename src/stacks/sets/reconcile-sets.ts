import type { StackSet } from '../../domain/stack-set.ts';
import { uuid } from '../../lib/ids.ts';
import type { Store } from '../../store/store.ts';
import type { EngineParts } from '../engine/engine-parts.ts';
import { beginOperation, NO_PREFERENCES, type Target } from './begin-operation.ts';
import { accountsBelow } from './targets.ts';

/**
 * Compares, for every set that deploys by itself, who is below its units with who was when it was
 * last looked: who has come gets the stacks, who has gone loses them. Nothing has to be told when
 * an account moves, so nothing can be missed.
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
    const members = [...below.keys()];
    const joined = members.filter((id) => !set.members.includes(id));
    const left = set.members.filter((id) => !below.has(id));
    if (joined.length === 0 && left.length === 0) return;
    await inside.stacks.put('set', { ...set, members });
    const means = { store: inside, now };
    const arrivals = joined.flatMap((accountId) => targetsFor(set, accountId, below));
    const instances = await inside.stacks.list('instance', { owner: stackSetId });
    const departures = instances.filter(({ accountId }) => left.includes(accountId));
    const targets = departures.map(({ accountId, region, unitId }) => ({
      accountId,
      region,
      unitId,
    }));
    if (targets.length > 0) await beginOperation(set, targets, automatic(set, 'DELETE'), means);
    if (arrivals.length > 0) await beginOperation(set, arrivals, automatic(set, 'CREATE'), means);
  });
}

function targetsFor(
  { targets }: StackSet,
  accountId: string,
  below: ReadonlyMap<string, { readonly unitId: string }>,
): Target[] {
  const unitId = below.get(accountId)?.unitId;
  const regions = new Set(
    targets.filter((target) => target.unitId === unitId).flatMap((target) => target.regions),
  );
  return [...regions].map((region) => ({ accountId, region, unitId }));
}

/** Nobody asked: the set itself acts, with what its accounts allow it. */
function automatic({ accountId, autoDeployment }: StackSet, action: 'CREATE' | 'DELETE') {
  return {
    ...{ operationId: uuid(), action, preferences: NO_PREFERENCES, isAutomatic: true },
    retains: autoDeployment?.retains ?? false,
    principal: { kind: 'root', accountId, accessKeyId: '' },
  } as const;
}
