import { query } from '../operation.ts';
import { describeIpList } from './list-views.ts';

export const getIPSet = query('GetIPSet', async (input, context) =>
  describeIpList(context, 'ipset', input.IpSetId, input.DetectorId),
);
