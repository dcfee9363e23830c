import { type Filter, placeFilter } from '../../../domain/filter.ts';
import { operation } from '../operation.ts';
import { refuseMember } from '../refuse-member.ts';
import { ownFilter } from './own-filter.ts';
import { refuseSettings } from './refuse-settings.ts';

/** Changes what is given. Findings that are there already stay as they are. */
export const updateFilter = operation('UpdateFilter', async (input, context) => {
  const before = await ownFilter(context, input);
  await refuseMember(context);
  const { store, accountId, region, clock } = context;
  const filter: Filter = {
    ...before,
    ...(input.Description !== undefined && { description: input.Description }),
    action: input.Action ?? before.action,
    rank: input.Rank ?? before.rank,
    criteria: input.FindingCriteria ?? before.criteria,
    updatedAt: clock.now(),
    version: before.version + 1,
  };
  const all = await store.filters.list(accountId, region);
  refuseSettings(filter, all.length);
  const others = all.filter((other) => other.name !== filter.name);
  for (const placed of placeFilter(others, filter)) await store.filters.put(placed);
  return { Name: filter.name };
});
