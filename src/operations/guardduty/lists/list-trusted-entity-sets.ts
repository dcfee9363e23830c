import { query } from '../operation.ts';
import { pageOfLists } from './list-views.ts';

export const listTrustedEntitySets = query('ListTrustedEntitySets', async (input, context) => {
  const { ids, next } = await pageOfLists(context, 'trustedentityset', input);
  return { TrustedEntitySetIds: ids, ...next };
});
