import { partId } from '../../domain/stack-item-key.ts';
import type {
  SetDrift,
  StackSet,
  StackSetOperation,
  StackSetResult,
} from '../../domain/stack-set.ts';
import type { Store } from '../../store/store.ts';
import type { EngineParts } from '../engine/engine-parts.ts';
import { deployInstance } from './deploy-instance.ts';

export type CarryOn = (stackId: string) => Promise<void>;

/** How many accounts of one Region may fail, and how many are worked at together. */
export interface Allowance {
  readonly tolerated: number;
  readonly concurrent: number;
}

export function allowanceFor(
  accounts: number,
  { preferences, isAutomatic }: Pick<StackSetOperation, 'preferences' | 'isAutomatic'>,
): Allowance {
  if (isAutomatic) return { tolerated: accounts, concurrent: accounts };
  const share = (percentage: number | undefined) =>
    percentage === undefined ? undefined : Math.floor((accounts * percentage) / 100);
  const { toleranceCount, tolerancePercentage, concurrentCount, concurrentPercentage } =
    preferences;
  const tolerated = toleranceCount ?? share(tolerancePercentage) ?? 0;
  const concurrent = Math.max(1, concurrentCount ?? share(concurrentPercentage) ?? 1);
  return { tolerated, concurrent };
}

/** Strictly, no more are under way than may still fail; softly, always as many as were asked. */
export function widthOf({ tolerated, concurrent }: Allowance, failed: number, soft: boolean) {
  return soft ? concurrent : Math.max(1, Math.min(concurrent, tolerated - failed + 1));
}

/** Carries an operation on until all of it is done or given up. Goes on after a crash. */
export async function runSetOperation(
  { stackSetId, operationId }: StackSetOperation,
  parts: EngineParts,
  carryOn: CarryOn,
): Promise<void> {
  const { store } = parts;
  const id = partId(stackSetId, operationId);
  const set = await store.stacks.get('set', stackSetId);
  const operation = await begun(id, store);
  if (set === undefined || operation === undefined || operation.endedAt !== undefined) return;
  const results = await store.stacks.list('setResult', { owner: operationId });
  const run = { set, operation, parts, carryOn };
  const { regionOrder, parallelRegions } = operation.preferences;
  const regions = [...new Set([...regionOrder, ...results.map(({ region }) => region)])];
  const ofRegion = (region: string) => results.filter((result) => result.region === region);
  if (parallelRegions || operation.isAutomatic) {
    await Promise.all(regions.map((region) => runRegion(run, ofRegion(region))));
  } else {
    for (const region of regions) {
      if (!(await runRegion(run, ofRegion(region)))) break;
    }
  }
  await end(run);
}

/** The operation, which is no longer queued; who stops it meanwhile has stopped it. */
function begun(id: string, store: Store): Promise<StackSetOperation | undefined> {
  return store.transaction(async ({ stacks }) => {
    const latest = await stacks.get('setOperation', id);
    if (latest?.status !== 'QUEUED') return latest;
    const running = { ...latest, status: 'RUNNING' } as const;
    await stacks.put('setOperation', running);
    return running;
  });
}

interface OperationRun {
  readonly set: StackSet;
  readonly operation: StackSetOperation;
  readonly parts: EngineParts;
  readonly carryOn: CarryOn;
}

/** All accounts of one Region; false where too many failed, or somebody stopped it. */
async function runRegion(run: OperationRun, results: readonly StackSetResult[]): Promise<boolean> {
  const { operation } = run;
  const allowance = allowanceFor(results.length, operation);
  const waiting = results.filter(({ status }) => status === 'PENDING' || status === 'RUNNING');
  let failed = results.filter(({ status }) => status === 'FAILED').length;
  let error: unknown;
  const under = new Set<Promise<void>>();
  for (const result of waiting) {
    while (under.size >= widthOf(allowance, failed, operation.preferences.soft)) {
      await Promise.race(under);
    }
    if (error !== undefined || failed > allowance.tolerated || (await isStopped(run))) break;
    const one = deployInstance(run.set, operation, result, run.parts, run.carryOn)
      .then((succeeded) => {
        if (!succeeded) failed += 1;
      })
      .catch((thrown: unknown) => {
        error = thrown;
      })
      .finally(() => under.delete(one));
    under.add(one);
  }
  await Promise.all(under);
  if (error !== undefined) throw error;
  return failed <= allowance.tolerated && !(await isStopped(run));
}

async function isStopped({ parts, operation }: OperationRun): Promise<boolean> {
  const id = partId(operation.stackSetId, operation.operationId);
  return (await parts.store.stacks.get('setOperation', id))?.status === 'STOPPING';
}

/** What was not begun is cancelled; the operation says how it went. */
async function end(run: OperationRun): Promise<void> {
  const { parts, operation, set } = run;
  const { operationId, stackSetId } = operation;
  const stopped = await isStopped(run);
  await parts.store.transaction(async (store) => {
    const results = await store.stacks.list('setResult', { owner: operationId });
    const why = stopped ? 'the operation was stopped' : 'failure tolerance has exceeded';
    const reason = `Cancelled since ${why}`;
    for (const result of results) {
      if (result.status !== 'PENDING') continue;
      const cancelled = { ...result, status: 'CANCELLED', reason } as const;
      await store.stacks.put('setResult', cancelled);
      const id = partId(stackSetId, result.accountId, result.region);
      const instance = await store.stacks.get('instance', id);
      if (instance === undefined || operation.action === 'DETECT_DRIFT') continue;
      await store.stacks.put('instance', { ...instance, detailed: 'CANCELLED', reason });
    }
    const perRegion = new Map<string, number>();
    for (const { region, status } of results) {
      if (status === 'FAILED') perRegion.set(region, (perRegion.get(region) ?? 0) + 1);
    }
    const tooMany = [...perRegion].some(([region, failed]) => {
      const accounts = results.filter((result) => result.region === region).length;
      return operation.isAutomatic || failed > allowanceFor(accounts, operation).tolerated;
    });
    const status = stopped ? 'STOPPED' : tooMany ? 'FAILED' : 'SUCCEEDED';
    const endedAt = parts.clock.now();
    await store.stacks.put('setOperation', { ...operation, status, endedAt });
    if (operation.action !== 'DETECT_DRIFT') return;
    const instances = await store.stacks.list('instance', { owner: stackSetId });
    const drifted = instances.filter(({ driftStatus }) => driftStatus === 'DRIFTED').length;
    const drift: SetDrift = {
      status: drifted > 0 ? 'DRIFTED' : 'IN_SYNC',
      ...{ checkedAt: endedAt, drifted, total: instances.length },
      failed: [...perRegion.values()].reduce((a, b) => a + b, 0),
    };
    const latest = (await store.stacks.get('set', stackSetId)) ?? set;
    await store.stacks.put('set', { ...latest, drift });
  });
}
