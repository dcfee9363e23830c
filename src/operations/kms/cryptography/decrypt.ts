import { keyArn } from '../../../domain/kms-key.ts';
import { kmsErrors } from '../errors.ts';
import { query } from '../operation.ts';
import { ALGORITHM, checkAsked } from './algorithm.ts';
import { dryRun } from './dry-run.ts';
import { decryptBlob } from './encrypt-with.ts';

export const decrypt = query('Decrypt', async (input, context) => {
  checkAsked(input);
  const { CiphertextBlob: blob, KeyId: name, EncryptionContext: bound = {} } = input;
  if (blob === undefined) throw kmsErrors.validation('A CiphertextBlob must be given.');
  const { key, plaintext } = await decryptBlob(blob, name, bound, context);
  if (input.DryRun === true) throw dryRun();
  return {
    KeyId: keyArn(key, context.partition),
    Plaintext: plaintext,
    EncryptionAlgorithm: ALGORITHM,
  };
});
