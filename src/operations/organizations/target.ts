import type { Organization } from '../../domain/account.ts';
import { targetKind } from '../../domain/organization.ts';
import type { OperationContext } from '../context.ts';
import { accountArn, rootArn, unitArn } from './arns.ts';
import { organizationsErrors } from './errors.ts';

/** Something that policies are attached to. */
export interface Target {
  readonly id: string;
  readonly type: 'ROOT' | 'ORGANIZATIONAL_UNIT' | 'ACCOUNT';
  readonly arn: string;
  readonly name: string;
}

/** A root, unit or account of this organisation; TargetNotFoundException for anything else. */
export async function ownTarget(
  id: string,
  organization: Organization,
  { store, partition }: OperationContext,
): Promise<Target> {
  const { organizationId, rootId } = organization;
  const scope = { organization, partition };
  const type = targetKind(id);
  if (type === 'ROOT' && id === rootId) return { id, type, arn: rootArn(scope), name: 'Root' };
  if (type === 'ORGANIZATIONAL_UNIT') {
    const unit = await store.organizations.getUnit(id);
    if (unit?.organizationId === organizationId) {
      return { id, type, arn: unitArn(scope, id), name: unit.name };
    }
  }
  if (type === 'ACCOUNT') {
    const account = await store.accounts.get(id);
    if (account?.organizationId === organizationId) {
      return { id, type, arn: accountArn(scope, id), name: account.name };
    }
  }
  throw organizationsErrors.targetNotFound();
}
