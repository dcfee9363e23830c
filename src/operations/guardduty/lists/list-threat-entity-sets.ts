import { query } from '../operation.ts';
import { pageOfLists } from './list-views.ts';

export const listThreatEntitySets = query('ListThreatEntitySets', async (input, context) => {
  const { ids, next } = await pageOfLists(context, 'threatentityset', input);
  return { ThreatEntitySetIds: ids, ...next };
});
