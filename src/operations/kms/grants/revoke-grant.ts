import { kmsErrors } from '../errors.ts';
import { operation } from '../operation.ts';
import { namedKey } from '../own-key.ts';

export const revokeGrant = operation('RevokeGrant', async (input, context) => {
  const { keyId } = await namedKey(input.KeyId, context);
  const { kms } = context.store;
  const grants = await kms.grants(keyId);
  if (!grants.some(({ grantId }) => grantId === input.GrantId)) {
    throw kmsErrors.grantNotFound(input.GrantId);
  }
  await kms.deleteGrant(keyId, input.GrantId);
  return {};
});
