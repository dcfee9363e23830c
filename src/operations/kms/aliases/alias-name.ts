import type { KmsAlias } from '../../../domain/kms-key.ts';
import type { OperationContext } from '../../context.ts';
import { kmsErrors } from '../errors.ts';

/** `alias/…`, and none of those that AWS keeps to itself. */
export function checkAliasName(name: string): string {
  if (!/^alias\/[\w/-]+$/.test(name)) throw kmsErrors.invalidAlias();
  if (name.startsWith('alias/aws/')) throw kmsErrors.aliasReserved();
  return name;
}

/** The caller's alias of that name; NotFoundException without one. */
export async function ownAlias(name: string, context: OperationContext): Promise<KmsAlias> {
  const { accountId, region, partition, store } = context;
  const alias = await store.kms.alias(accountId, region, checkAliasName(name));
  if (alias !== undefined) return alias;
  throw kmsErrors.aliasNotFound(`arn:${partition}:kms:${region}:${accountId}:${name}`);
}
