import type { Stack } from '../../domain/stack.ts';
import type { Store } from '../../store/store.ts';

export interface Exported {
  readonly name: string;
  readonly value: string;
  readonly stackId: string;
  readonly stackName: string;
}

export type Exports = ReadonlyMap<string, Exported>;

type Place = Pick<Stack, 'accountId' | 'region'>;

/** What the stacks of an account export in a Region, by name. */
export async function exportsOf({ accountId, region }: Place, store: Store): Promise<Exports> {
  const stacks = await store.stacks.list('stack', { accountId, region });
  const found = new Map<string, Exported>();
  for (const { stackId, name: stackName, outputs, status } of stacks) {
    if (status === 'DELETE_COMPLETE') continue;
    for (const { exportName: name, value } of outputs) {
      if (name !== undefined) found.set(name, { name, value, stackId, stackName });
    }
  }
  return found;
}

/** Names of the stacks that took the export. */
export async function importersOf(name: string, place: Place, store: Store): Promise<string[]> {
  const { accountId, region } = place;
  const stacks = await store.stacks.list('stack', { accountId, region });
  return stacks
    .filter(({ imports, status }) => status !== 'DELETE_COMPLETE' && imports.includes(name))
    .map((stack) => stack.name);
}
