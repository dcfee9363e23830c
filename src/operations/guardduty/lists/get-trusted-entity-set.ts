import { query } from '../operation.ts';
import { describeEntityList } from './list-views.ts';

export const getTrustedEntitySet = query('GetTrustedEntitySet', async (input, context) =>
  describeEntityList(context, 'trustedentityset', input.TrustedEntitySetId, input.DetectorId),
);
