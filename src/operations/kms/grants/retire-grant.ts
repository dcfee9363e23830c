import { kmsErrors } from '../errors.ts';
import { operation } from '../operation.ts';
import { namedKey } from '../own-key.ts';
import { readGrantToken } from './grant-token.ts';

/** By token, or by key and id. Who may is authorisation's to say: the grant itself names them. */
export const retireGrant = operation('RetireGrant', async (input, context) => {
  const read = input.GrantToken === undefined ? undefined : readGrantToken(input.GrantToken);
  if (input.GrantToken !== undefined && read === undefined) throw kmsErrors.invalidGrantToken();
  const [keyName = input.KeyId, grantId = input.GrantId] = read ?? [];
  if (keyName === undefined || grantId === undefined) {
    throw kmsErrors.validation('A grant token, or a key and a grant id, must be given.');
  }
  const { keyId } = await namedKey(keyName, context);
  const { kms } = context.store;
  const grants = await kms.grants(keyId);
  if (!grants.some((grant) => grant.grantId === grantId)) throw kmsErrors.grantNotFound(grantId);
  await kms.deleteGrant(keyId, grantId);
  return {};
});
