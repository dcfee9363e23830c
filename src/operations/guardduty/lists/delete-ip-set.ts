import { operation } from '../operation.ts';
import { removeList } from './list-changes.ts';

export const deleteIPSet = operation('DeleteIPSet', async (input, context) => {
  await removeList(context, 'ipset', input.IpSetId, input.DetectorId);
  return {};
});
