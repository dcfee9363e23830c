import type { KeyMetadata } from '@aws-sdk/client-kms';
import { type KmsKey, keyArn } from '../../../domain/kms-key.ts';
import type { Partition } from '../../../domain/regions.ts';
import { dateOf } from '../../../lib/clock.ts';

export function keyShape(key: KmsKey, partition: Partition): KeyMetadata {
  return {
    AWSAccountId: key.accountId,
    KeyId: key.keyId,
    Arn: keyArn(key, partition),
    CreationDate: dateOf(key.createdAt),
    Enabled: key.state === 'Enabled',
    Description: key.description,
    KeyUsage: 'ENCRYPT_DECRYPT',
    KeyState: key.state,
    ...(key.deletionAt !== undefined && { DeletionDate: dateOf(key.deletionAt) }),
    Origin: 'AWS_KMS',
    KeyManager: 'CUSTOMER',
    CustomerMasterKeySpec: 'SYMMETRIC_DEFAULT',
    KeySpec: 'SYMMETRIC_DEFAULT',
    EncryptionAlgorithms: ['SYMMETRIC_DEFAULT'],
    MultiRegion: false,
  };
}
