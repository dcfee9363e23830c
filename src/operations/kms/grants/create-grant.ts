import { type KmsGrant, keyArn } from '../../../domain/kms-key.ts';
import { hexId } from '../../../lib/ids.ts';
import { KMS_GRANTS_PER_KEY_MAX } from '../../../limits.ts';
import { kmsErrors } from '../errors.ts';
import { operation } from '../operation.ts';
import { lastingKey, namedKey } from '../own-key.ts';
import { grantToken } from './grant-token.ts';

/** What a grant of a symmetric key may allow. */
const OPERATIONS = [
  'CreateGrant',
  'Decrypt',
  'DescribeKey',
  'Encrypt',
  'GenerateDataKey',
  'GenerateDataKeyWithoutPlaintext',
  'ReEncryptFrom',
  'ReEncryptTo',
  'RetireGrant',
];

export const createGrant = operation('CreateGrant', async (input, context) => {
  const { accountId, store, clock, partition } = context;
  const named = await namedKey(input.KeyId, context);
  const key = named.accountId === accountId ? await lastingKey(input.KeyId, context) : named;
  const { GranteePrincipal: grantee } = input;
  if (grantee === undefined) throw kmsErrors.validation('A GranteePrincipal must be given.');
  const odd = input.Operations.find((one) => !OPERATIONS.includes(one));
  if (odd !== undefined) throw kmsErrors.unsupported(`A grant of ${odd}`);
  const { EncryptionContextEquals: equals, EncryptionContextSubset: subset } =
    input.Constraints ?? {};
  const existing = await store.kms.grants(key.keyId);
  if (existing.length >= KMS_GRANTS_PER_KEY_MAX) throw kmsErrors.limitExceeded('grants of a key');
  const grant: KmsGrant = {
    grantId: hexId() + hexId(),
    keyId: key.keyId,
    ...(input.Name !== undefined && { name: input.Name }),
    grantee,
    ...(input.RetiringPrincipal !== undefined && { retiring: input.RetiringPrincipal }),
    operations: input.Operations,
    ...(equals && { contextEquals: equals }),
    ...(subset && { contextSubset: subset }),
    issuer: accountId,
    createdAt: clock.now(),
  };
  const same = existing.find((one) => one.name !== undefined && isSame(one, grant));
  if (same === undefined) await store.kms.putGrant(grant);
  const { grantId } = same ?? grant;
  return { GrantId: grantId, GrantToken: grantToken(keyArn(key, partition), grantId) };
});

/** A named grant that is asked for again is the same one: a retry makes no second. */
function isSame(a: KmsGrant, b: KmsGrant): boolean {
  const plain = (grant: KmsGrant) =>
    JSON.stringify([
      grant.name,
      grant.grantee,
      grant.retiring,
      grant.operations,
      grant.contextEquals,
      grant.contextSubset,
    ]);
  return plain(a) === plain(b);
}
