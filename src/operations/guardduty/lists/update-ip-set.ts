import { operation } from '../operation.ts';
import { alterList } from './list-changes.ts';

export const updateIPSet = operation('UpdateIPSet', async (input, context) => {
  await alterList(context, 'ipset', input.IpSetId, input);
  return {};
});
