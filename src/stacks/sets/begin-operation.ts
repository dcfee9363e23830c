import { partId } from '../../domain/stack-item-key.ts';
import type {
  OperationPreferences,
  StackInstance,
  StackSet,
  StackSetOperation,
} from '../../domain/stack-set.ts';
import type { Store } from '../../store/store.ts';

export interface Target {
  readonly accountId: string;
  readonly region: string;
  readonly unitId?: string | undefined;
}

export const NO_PREFERENCES: OperationPreferences = {
  parallelRegions: false,
  regionOrder: [],
  soft: false,
};

/** What has to be known of an operation besides what follows from its set. */
export type Asked = Pick<
  StackSetOperation,
  'operationId' | 'action' | 'preferences' | 'isAutomatic' | 'retains' | 'principal'
> & { readonly overrides?: Readonly<Record<string, string>> | undefined };

/** Puts an operation, what it has to do, and the instances that it makes. */
export async function beginOperation(
  set: StackSet,
  targets: readonly Target[],
  { overrides, ...asked }: Asked,
  { store, now }: { readonly store: Store; readonly now: number },
): Promise<void> {
  const { stackSetId, accountId, region } = set;
  const { operationId, action } = asked;
  await store.stacks.put('setOperation', {
    ...{ ...asked, stackSetId, accountId, region, status: 'QUEUED', createdAt: now },
  });
  for (const target of targets) {
    await store.stacks.put('setResult', { operationId, ...target, status: 'PENDING' });
    if (action === 'DETECT_DRIFT') continue;
    const id = partId(stackSetId, target.accountId, target.region);
    const known = await store.stacks.get('instance', id);
    const instance: StackInstance = {
      ...{ stackSetId, ...target, overrides: {}, driftStatus: 'NOT_CHECKED' },
      ...known,
      ...{ status: 'OUTDATED', detailed: 'PENDING', reason: undefined },
      ...(overrides && { overrides }),
      lastOperationId: operationId,
    };
    await store.stacks.put('instance', instance);
  }
}
