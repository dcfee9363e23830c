import { randomBytes } from 'node:crypto';
import type { KmsKey } from '../../../domain/kms-key.ts';
import { KMS_MATERIALS_MAX } from '../../../limits.ts';
import { kmsErrors } from '../errors.ts';

/** The key with new material at its end; LimitExceededException where it has too many. */
export function rotated(key: KmsKey, seal: (secret: string) => string, now: number): KmsKey {
  if (key.materials.length >= KMS_MATERIALS_MAX)
    throw kmsErrors.limitExceeded('rotations of a key');
  const material = seal(randomBytes(32).toString('base64'));
  return { ...key, materials: [...key.materials, material], rotatedAt: now };
}
