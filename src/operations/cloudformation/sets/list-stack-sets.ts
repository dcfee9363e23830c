import { query } from '../operation.ts';
import { pageOf } from '../page.ts';
import { setOwner } from './own-set.ts';
import { setSummary } from './set-shape.ts';

export const listStackSets = query('ListStackSets', async (input, context) => {
  const accountId = await setOwner(input.CallAs, context);
  const { region, store } = context;
  const all = await store.stacks.list('set', { accountId, region });
  const wanted = all.filter(({ status }) => input.Status === undefined || status === input.Status);
  const { items, NextToken } = pageOf(wanted, input, ({ stackSetId }) => stackSetId);
  return { Summaries: items.map(setSummary), NextToken };
});
