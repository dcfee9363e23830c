import type { Organization } from '../../../domain/account.ts';
import { targetKind } from '../../../domain/organization.ts';
import type { OperationContext } from '../../context.ts';
import { organizationsErrors } from '../errors.ts';
import { ownTarget } from '../target.ts';

/**
 * The id of something in this organisation that can have tags; TargetNotFoundException otherwise.
 * What AWS manages has none.
 */
export async function taggedResource(
  id: string,
  organization: Organization,
  context: OperationContext,
): Promise<string> {
  if (targetKind(id) !== 'POLICY') return (await ownTarget(id, organization, context)).id;
  const policy = await context.store.organizations.getPolicy(id);
  if (policy?.organizationId !== organization.organizationId) {
    throw organizationsErrors.targetNotFound();
  }
  return id;
}
