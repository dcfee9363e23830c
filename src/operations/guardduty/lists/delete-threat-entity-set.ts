import { operation } from '../operation.ts';
import { removeList } from './list-changes.ts';

export const deleteThreatEntitySet = operation('DeleteThreatEntitySet', async (input, context) => {
  await removeList(context, 'threatentityset', input.ThreatEntitySetId, input.DetectorId);
  return {};
});
