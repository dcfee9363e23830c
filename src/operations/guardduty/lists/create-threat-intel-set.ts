import { operation } from '../operation.ts';
import { makeList } from './list-changes.ts';

export const createThreatIntelSet = operation('CreateThreatIntelSet', async (input, context) => {
  return { ThreatIntelSetId: await makeList(context, 'threatintelset', input) };
});
