import { invalidParameter } from '../errors.ts';
import { query } from '../operation.ts';

/** One id or none: there is no second page, so no token is valid. */
export const listDetectors = query('ListDetectors', async (input, context) => {
  if (input.NextToken) throw invalidParameter('nextToken');
  const id = await context.store.detectors.idOf(context.accountId, context.region);
  return { DetectorIds: id === undefined ? [] : [id] };
});
