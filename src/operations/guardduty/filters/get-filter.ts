import { dateOf } from '../../../lib/clock.ts';
import { query } from '../operation.ts';
import { ownFilter } from './own-filter.ts';

export const getFilter = query('GetFilter', async (input, context) => {
  const filter = await ownFilter(context, input);
  return {
    Name: filter.name,
    ...(filter.description !== undefined && { Description: filter.description }),
    Action: filter.action,
    Rank: filter.rank,
    FindingCriteria: filter.criteria,
    Tags: { ...filter.tags },
    CreatedAt: dateOf(filter.createdAt),
    UpdatedAt: dateOf(filter.updatedAt),
    Version: filter.version,
  };
});
