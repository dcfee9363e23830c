import { operation } from '../operation.ts';
import { removeList } from './list-changes.ts';

export const deleteTrustedEntitySet = operation(
  'DeleteTrustedEntitySet',
  async (input, context) => {
    await removeList(context, 'trustedentityset', input.TrustedEntitySetId, input.DetectorId);
    return {};
  },
);
