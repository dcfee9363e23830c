import { query } from '../operation.ts';
import { describeIpList } from './list-views.ts';

export const getThreatIntelSet = query('GetThreatIntelSet', async (input, context) =>
  describeIpList(context, 'threatintelset', input.ThreatIntelSetId, input.DetectorId),
);
