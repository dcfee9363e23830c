import { randomBytes } from 'node:crypto';
import { defaultKeyPolicy, type KmsKey } from '../../../domain/kms-key.ts';
import { uuid } from '../../../lib/ids.ts';
import { kmsErrors } from '../errors.ts';
import { operation } from '../operation.ts';
import { givenTags } from '../tags/given-tags.ts';
import { checkKeyPolicy } from './check-key-policy.ts';
import { keyShape } from './key-shape.ts';

/** AES-256. */
const MATERIAL_BYTES = 32;

/** Symmetric keys with material of our own making; every other kind is refused by name. */
export const createKey = operation('CreateKey', async (input, context) => {
  const { accountId, region, partition, clock, store, services } = context;
  const spec = input.KeySpec ?? input.CustomerMasterKeySpec ?? 'SYMMETRIC_DEFAULT';
  if (spec !== 'SYMMETRIC_DEFAULT') throw kmsErrors.unsupported(`KeySpec ${spec}`);
  const { KeyUsage: usage = 'ENCRYPT_DECRYPT', Origin: origin = 'AWS_KMS' } = input;
  if (usage !== 'ENCRYPT_DECRYPT') throw kmsErrors.unsupported(`KeyUsage ${usage}`);
  if (origin !== 'AWS_KMS') throw kmsErrors.unsupported(`Origin ${origin}`);
  if (input.MultiRegion === true) throw kmsErrors.unsupported('A multi-Region key');
  const policy = input.Policy ?? defaultKeyPolicy(accountId, partition);
  checkKeyPolicy(policy, input.BypassPolicyLockoutSafetyCheck === true, context);
  const now = clock.now();
  const key: KmsKey = {
    keyId: uuid(),
    accountId,
    region,
    description: input.Description ?? '',
    state: 'Enabled',
    createdAt: now,
    rotatedAt: now,
    policy,
    tags: givenTags(input.Tags),
    materials: [services.sealSecret(randomBytes(MATERIAL_BYTES).toString('base64'))],
  };
  await store.kms.putKey(key);
  return { KeyMetadata: keyShape(key, partition) };
});
