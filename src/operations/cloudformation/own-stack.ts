import type { Stack } from '../../domain/stack.ts';
import type { OperationContext } from '../context.ts';
import { cloudFormationErrors } from './errors.ts';

type Place = Pick<OperationContext, 'accountId' | 'region' | 'store'>;

/** By its name, where it is there, or by its id, deleted or not. A stranger's is none. */
export async function findStack(name: string, place: Place): Promise<Stack | undefined> {
  const { accountId, region, store } = place;
  if (name.startsWith('arn:')) {
    const stack = await store.stacks.get('stack', name);
    const isOwn = stack?.accountId === accountId && stack.region === region;
    return isOwn ? stack : undefined;
  }
  const named = await store.stacks.list('stack', { accountId, region, name });
  return named.find(({ status }) => status !== 'DELETE_COMPLETE');
}

export async function ownStack(name: string, place: Place): Promise<Stack> {
  const stack = await findStack(name, place);
  if (stack === undefined) throw cloudFormationErrors.noStack(name);
  return stack;
}
