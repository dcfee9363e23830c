import type { GrantListEntry, GrantOperation } from '@aws-sdk/client-kms';
import { type KmsGrant, type KmsKey, keyArn } from '../../../domain/kms-key.ts';
import type { Partition } from '../../../domain/regions.ts';
import { dateOf } from '../../../lib/clock.ts';

export function grantShape(grant: KmsGrant, key: KmsKey, partition: Partition): GrantListEntry {
  const { contextEquals, contextSubset } = grant;
  return {
    KeyId: keyArn(key, partition),
    GrantId: grant.grantId,
    ...(grant.name !== undefined && { Name: grant.name }),
    CreationDate: dateOf(grant.createdAt),
    GranteePrincipal: grant.grantee,
    ...(grant.retiring !== undefined && { RetiringPrincipal: grant.retiring }),
    IssuingAccount: `arn:${partition}:iam::${grant.issuer}:root`,
    Operations: grant.operations as GrantOperation[],
    ...((contextEquals || contextSubset) && {
      Constraints: {
        ...(contextEquals && { EncryptionContextEquals: contextEquals }),
        ...(contextSubset && { EncryptionContextSubset: contextSubset }),
      },
    }),
  };
}
