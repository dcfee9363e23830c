import { operation } from '../operation.ts';
import { begin } from './begin.ts';
import { ownSet } from './own-set.ts';

export const detectStackSetDrift = operation('DetectStackSetDrift', async (input, context) => {
  const set = await ownSet(input.StackSetName, input.CallAs, context);
  const all = await context.store.stacks.list('instance', { owner: set.stackSetId });
  const targets = all.map(({ accountId, region, unitId }) => ({ accountId, region, unitId }));
  const more = { action: 'DETECT_DRIFT' } as const;
  return { OperationId: await begin(set, targets, input, more, context) };
});
