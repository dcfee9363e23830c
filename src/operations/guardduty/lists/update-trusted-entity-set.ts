import { operation } from '../operation.ts';
import { alterList } from './list-changes.ts';

export const updateTrustedEntitySet = operation(
  'UpdateTrustedEntitySet',
  async (input, context) => {
    await alterList(context, 'trustedentityset', input.TrustedEntitySetId, input);
    return {};
  },
);
