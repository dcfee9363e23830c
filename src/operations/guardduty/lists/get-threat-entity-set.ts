import { query } from '../operation.ts';
import { describeEntityList } from './list-views.ts';

export const getThreatEntitySet = query('GetThreatEntitySet', async (input, context) =>
  describeEntityList(context, 'threatentityset', input.ThreatEntitySetId, input.DetectorId),
);
