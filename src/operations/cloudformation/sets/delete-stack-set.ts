import { cloudFormationErrors } from '../errors.ts';
import { operation } from '../operation.ts';
import { findSet, mustBeIdle } from './own-set.ts';

export const deleteStackSet = operation('DeleteStackSet', async (input, context) => {
  const { store } = context;
  const set = await findSet(input.StackSetName, input.CallAs, context);
  if (set === undefined || set.status === 'DELETED') return {};
  await mustBeIdle({ ...set, managedExecution: false }, context);
  const left = await store.stacks.list('instance', { owner: set.stackSetId, limit: 1 });
  if (left.length > 0) throw cloudFormationErrors.setNotEmpty();
  await store.stacks.put('set', { ...set, status: 'DELETED', targets: [], unitsOf: {} });
  return {};
});
