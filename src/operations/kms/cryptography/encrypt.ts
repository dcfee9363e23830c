import { keyArn } from '../../../domain/kms-key.ts';
import { query } from '../operation.ts';
import { namedKey } from '../own-key.ts';
import { ALGORITHM, checkAsked } from './algorithm.ts';
import { dryRun } from './dry-run.ts';
import { encryptWith } from './encrypt-with.ts';

export const encrypt = query('Encrypt', async (input, context) => {
  checkAsked(input);
  const key = await namedKey(input.KeyId, context);
  const blob = encryptWith(key, input.Plaintext, input.EncryptionContext ?? {}, context);
  if (input.DryRun === true) throw dryRun();
  return {
    CiphertextBlob: blob,
    KeyId: keyArn(key, context.partition),
    EncryptionAlgorithm: ALGORITHM,
  };
});
