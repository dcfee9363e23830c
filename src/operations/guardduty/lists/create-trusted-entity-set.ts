import { operation } from '../operation.ts';
import { makeList } from './list-changes.ts';

export const createTrustedEntitySet = operation(
  'CreateTrustedEntitySet',
  async (input, context) => {
    return { TrustedEntitySetId: await makeList(context, 'trustedentityset', input) };
  },
);
