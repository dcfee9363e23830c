import { type Filter, isFilterName, placeFilter } from '../../../domain/filter.ts';
import { addTags } from '../../../domain/tags.ts';
import { FILTERS_MAX, TAGS_PER_RESOURCE_MAX } from '../../../limits.ts';
import { guardDutyError, invalidParameter } from '../errors.ts';
import { operation } from '../operation.ts';
import { ownDetector } from '../own-detector.ts';
import { refuseMember } from '../refuse-member.ts';
import { refuseSettings } from './refuse-settings.ts';

/** A new filter at its rank, the first unless said. The same call again answers the same. */
export const createFilter = operation('CreateFilter', async (input, context) => {
  await ownDetector(context, input.DetectorId);
  await refuseMember(context);
  const { store, accountId, region, clock } = context;
  if (!isFilterName(input.Name)) throw invalidParameter('name');
  const tags = addTags({}, input.Tags ?? {}, TAGS_PER_RESOURCE_MAX);
  if (tags === undefined) throw guardDutyError('invalidInput');
  const clientToken = input.ClientToken || undefined;
  const others = await store.filters.list(accountId, region);
  const existing = others.find((filter) => filter.name === input.Name);
  if (existing !== undefined) {
    const isRetry = clientToken !== undefined && existing.clientToken === clientToken;
    if (!isRetry) throw guardDutyError('filterExists');
    return { Name: existing.name };
  }
  if (others.length >= FILTERS_MAX) throw guardDutyError('filterLimit');
  const now = clock.now();
  const filter: Filter = {
    accountId,
    region,
    name: input.Name,
    ...(input.Description !== undefined && { description: input.Description }),
    action: input.Action ?? 'NOOP',
    rank: input.Rank ?? 1,
    criteria: input.FindingCriteria,
    tags,
    ...(clientToken !== undefined && { clientToken }),
    createdAt: now,
    updatedAt: now,
    version: 1,
  };
  refuseSettings(filter, others.length + 1);
  for (const placed of placeFilter(others, filter)) await store.filters.put(placed);
  return { Name: filter.name };
});
