import type { KmsKey } from '../../../domain/kms-key.ts';
import {
  decryptEnvelope,
  type EncryptionContext,
  encryptEnvelope,
  readEnvelopeHead,
} from '../../../lib/envelope.ts';
import type { OperationContext } from '../../context.ts';
import { kmsErrors } from '../errors.ts';
import { mustBeEnabled, namedKey } from '../own-key.ts';

/** Under the key's latest material. */
export function encryptWith(
  key: KmsKey,
  plaintext: Uint8Array,
  encryptionContext: EncryptionContext,
  context: OperationContext,
): Buffer {
  mustBeEnabled(key, context);
  const material = key.materials.length - 1;
  const head = { keyId: key.keyId, material };
  return encryptEnvelope(plaintext, materialOf(key, material, context), head, encryptionContext);
}

export interface Decrypted {
  readonly key: KmsKey;
  readonly plaintext: Buffer;
}

/** The key that a blob was encrypted under. */
export async function keyOfBlob(blob: Uint8Array, context: OperationContext): Promise<KmsKey> {
  const head = readEnvelopeHead(blob);
  const key = head && (await context.store.kms.key(head.keyId));
  if (key === undefined || key.region !== context.region) throw kmsErrors.invalidCiphertext();
  return key;
}

/** By the key that the blob names; `keyName`, where it is given, must be that one. */
export async function decryptBlob(
  blob: Uint8Array,
  keyName: string | undefined,
  encryptionContext: EncryptionContext,
  context: OperationContext,
): Promise<Decrypted> {
  const head = readEnvelopeHead(blob);
  if (head === undefined) throw kmsErrors.invalidCiphertext();
  const named = keyName === undefined ? undefined : await namedKey(keyName, context);
  if (named !== undefined && named.keyId !== head.keyId) throw kmsErrors.incorrectKey();
  const key = named ?? (await context.store.kms.key(head.keyId));
  if (key === undefined || key.region !== context.region) throw kmsErrors.invalidCiphertext();
  mustBeEnabled(key, context);
  if (key.materials[head.material] === undefined) throw kmsErrors.invalidCiphertext();
  const material = materialOf(key, head.material, context);
  const plaintext = decryptEnvelope(blob, material, encryptionContext);
  if (plaintext === undefined) throw kmsErrors.invalidCiphertext();
  return { key, plaintext };
}

function materialOf(key: KmsKey, index: number, { services }: OperationContext): Buffer {
  return Buffer.from(services.openSecret(key.materials[index] ?? ''), 'base64');
}
