import { query } from '../operation.ts';
import { pageOfLists } from './list-views.ts';

export const listIPSets = query('ListIPSets', async (input, context) => {
  const { ids, next } = await pageOfLists(context, 'ipset', input);
  return { IpSetIds: ids, ...next };
});
