import { operation } from '../operation.ts';
import { alterList } from './list-changes.ts';

export const updateThreatEntitySet = operation('UpdateThreatEntitySet', async (input, context) => {
  await alterList(context, 'threatentityset', input.ThreatEntitySetId, input);
  return {};
});
