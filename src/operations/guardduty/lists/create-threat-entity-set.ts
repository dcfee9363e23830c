import { operation } from '../operation.ts';
import { makeList } from './list-changes.ts';

export const createThreatEntitySet = operation('CreateThreatEntitySet', async (input, context) => {
  return { ThreatEntitySetId: await makeList(context, 'threatentityset', input) };
});
