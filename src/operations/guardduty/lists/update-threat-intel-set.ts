import { operation } from '../operation.ts';
import { alterList } from './list-changes.ts';

export const updateThreatIntelSet = operation('UpdateThreatIntelSet', async (input, context) => {
  await alterList(context, 'threatintelset', input.ThreatIntelSetId, input);
  return {};
});
