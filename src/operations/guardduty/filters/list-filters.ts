import { query } from '../operation.ts';
import { ownDetector } from '../own-detector.ts';
import { cutPage, pageStart } from '../page.ts';

/**
 * Names in the order of the alphabet: by rank, whoever deletes a page before reading the next, as
 * clean-up scripts do, would miss what has moved up.
 */
export const listFilters = query('ListFilters', async (input, context) => {
  await ownDetector(context, input.DetectorId);
  const { limit, after = '' } = pageStart('filters', input);
  const filters = await context.store.filters.list(context.accountId, context.region);
  const names = filters.map((filter) => filter.name).filter((name) => name > after);
  const { page, ...next } = cutPage('filters', names.sort(), limit, (name) => name);
  return { FilterNames: [...page], ...next };
});
