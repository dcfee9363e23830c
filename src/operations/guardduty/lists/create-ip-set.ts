import { operation } from '../operation.ts';
import { makeList } from './list-changes.ts';

export const createIPSet = operation('CreateIPSet', async (input, context) => {
  return { IpSetId: await makeList(context, 'ipset', input) };
});
