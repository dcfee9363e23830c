import { type KmsKey, keyArn, readKeyName } from '../../domain/kms-key.ts';
import type { OperationContext } from '../context.ts';
import { kmsErrors } from './errors.ts';

/**
 * The key that a caller names: by its id, its alias, or the ARN of either, which may be another
 * account's. Authorisation has been done on the same key before.
 */
export async function namedKey(name: string, context: OperationContext): Promise<KmsKey> {
  const { store, accountId, region, partition } = context;
  const read = readKeyName(name, accountId, region);
  if (read === undefined) {
    throw name.startsWith('arn:') ? kmsErrors.invalidArn(name) : kmsErrors.invalidKeyId(name);
  }
  if (read.region !== region) throw kmsErrors.invalidArn(name);
  let { keyId } = read;
  if (read.alias !== undefined) {
    const alias = await store.kms.alias(read.accountId, read.region, read.alias);
    const arn = `arn:${partition}:kms:${region}:${read.accountId}:${read.alias}`;
    if (alias === undefined) throw kmsErrors.aliasNotFound(arn);
    keyId = alias.keyId;
  }
  const where = { accountId: read.accountId, region, keyId: keyId ?? '' };
  const key = await store.kms.key(where.keyId);
  if (key?.accountId !== read.accountId || key.region !== region) {
    throw kmsErrors.keyNotFound(keyArn(where, partition));
  }
  return key;
}

/** A key of the caller's own account: the operations that manage keys take no other. */
export async function ownKey(name: string, context: OperationContext): Promise<KmsKey> {
  const key = await namedKey(name, context);
  if (key.accountId !== context.accountId) throw kmsErrors.invalidArn(name);
  return key;
}

/** The same, unless it is about to be deleted. */
export async function lastingKey(name: string, context: OperationContext): Promise<KmsKey> {
  const key = await ownKey(name, context);
  if (key.state === 'PendingDeletion') {
    throw kmsErrors.pendingDeletion(keyArn(key, context.partition));
  }
  return key;
}

/** Throws where the key may not encrypt or decrypt now. */
export function mustBeEnabled(key: KmsKey, context: OperationContext): void {
  const arn = keyArn(key, context.partition);
  if (key.state === 'PendingDeletion') throw kmsErrors.pendingDeletion(arn);
  if (key.state === 'Disabled') throw kmsErrors.disabled(arn);
}
