import { closeRanks } from '../../../domain/filter.ts';
import { operation } from '../operation.ts';
import { refuseMember } from '../refuse-member.ts';
import { ownFilter } from './own-filter.ts';

/** Those behind it move up. What it has archived stays archived. */
export const deleteFilter = operation('DeleteFilter', async (input, context) => {
  const filter = await ownFilter(context, input);
  await refuseMember(context);
  const { store, accountId, region } = context;
  await store.filters.delete(accountId, region, filter.name);
  const remaining = await store.filters.list(accountId, region);
  for (const moved of closeRanks(remaining)) await store.filters.put(moved);
  return {};
});
