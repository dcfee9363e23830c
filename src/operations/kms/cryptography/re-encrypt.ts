import { keyArn } from '../../../domain/kms-key.ts';
import { kmsErrors } from '../errors.ts';
import { query } from '../operation.ts';
import { namedKey } from '../own-key.ts';
import { ALGORITHM, checkAsked } from './algorithm.ts';
import { dryRun } from './dry-run.ts';
import { decryptBlob, encryptWith } from './encrypt-with.ts';

/** From one key to another, without the plaintext ever leaving. */
export const reEncrypt = query('ReEncrypt', async (input, context) => {
  checkAsked({ EncryptionAlgorithm: input.SourceEncryptionAlgorithm });
  checkAsked({ EncryptionAlgorithm: input.DestinationEncryptionAlgorithm });
  const { CiphertextBlob: blob, SourceEncryptionContext: bound = {} } = input;
  if (blob === undefined) throw kmsErrors.validation('A CiphertextBlob must be given.');
  const source = await decryptBlob(blob, input.SourceKeyId, bound, context);
  const target = await namedKey(input.DestinationKeyId, context);
  const rebound = input.DestinationEncryptionContext ?? {};
  const CiphertextBlob = encryptWith(target, source.plaintext, rebound, context);
  if (input.DryRun === true) throw dryRun();
  return {
    CiphertextBlob,
    SourceKeyId: keyArn(source.key, context.partition),
    KeyId: keyArn(target, context.partition),
    SourceEncryptionAlgorithm: ALGORITHM,
    DestinationEncryptionAlgorithm: ALGORITHM,
  };
});
