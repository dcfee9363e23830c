import { operation } from '../operation.ts';
import { removeList } from './list-changes.ts';

export const deleteThreatIntelSet = operation('DeleteThreatIntelSet', async (input, context) => {
  await removeList(context, 'threatintelset', input.ThreatIntelSetId, input.DetectorId);
  return {};
});
