import { randomBytes } from 'node:crypto';
import type { GenerateDataKeyCommandInput } from '@aws-sdk/client-kms';
import { keyArn } from '../../../domain/kms-key.ts';
import type { OperationContext } from '../../context.ts';
import { kmsErrors } from '../errors.ts';
import { namedKey } from '../own-key.ts';
import { dryRun } from './dry-run.ts';
import { encryptWith } from './encrypt-with.ts';

type DataKeyInput = Pick<
  GenerateDataKeyCommandInput,
  'EncryptionContext' | 'NumberOfBytes' | 'KeySpec' | 'DryRun'
> & { readonly KeyId: string };

export interface DataKey {
  readonly plaintext: Buffer;
  readonly shown: { readonly CiphertextBlob: Uint8Array; readonly KeyId: string };
}

/** Random bytes, and the same under the key. */
export async function newDataKey(input: DataKeyInput, context: OperationContext): Promise<DataKey> {
  const { KeySpec: spec, NumberOfBytes: count } = input;
  if ((spec === undefined) === (count === undefined)) {
    throw kmsErrors.validation('Please specify either number of bytes or key spec.');
  }
  const key = await namedKey(input.KeyId, context);
  const plaintext = randomBytes(count ?? (spec === 'AES_128' ? 16 : 32));
  const blob = encryptWith(key, plaintext, input.EncryptionContext ?? {}, context);
  if (input.DryRun === true) throw dryRun();
  return { plaintext, shown: { CiphertextBlob: blob, KeyId: keyArn(key, context.partition) } };
}
