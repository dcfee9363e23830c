import { query } from '../operation.ts';
import { pageOfLists } from './list-views.ts';

export const listThreatIntelSets = query('ListThreatIntelSets', async (input, context) => {
  const { ids, next } = await pageOfLists(context, 'threatintelset', input);
  return { ThreatIntelSetIds: ids, ...next };
});
