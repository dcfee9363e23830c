import type { Account, Organization } from '../../../domain/account.ts';
import { FULL_AWS_ACCESS } from '../../../domain/organization.ts';
import type { Tags } from '../../../domain/tags.ts';
import type { OperationContext } from '../../context.ts';
import { accountJoined } from '../../guardduty/organization/follow-account.ts';

/**
 * Puts an account directly below the root, and tells who follows the organisation. Like every
 * level it begins with the policy that allows everything.
 */
export async function joinOrganization(
  account: Account,
  { organizationId, scpEnabledAt }: Organization,
  joinedMethod: 'CREATED' | 'INVITED',
  tags: Tags,
  context: OperationContext,
): Promise<void> {
  const { accounts, organizations } = context.store;
  const { accountId: targetId } = account;
  const { unitId: _unit, ...outside } = account;
  const now = context.clock.now();
  await accounts.put({ ...outside, organizationId, joinedMethod, joinedAt: now });
  await organizations.putTags(organizationId, targetId, tags);
  if (scpEnabledAt !== undefined) {
    const policyId = FULL_AWS_ACCESS;
    await organizations.attach({ organizationId, targetId, policyId, attachedAt: now });
  }
  await accountJoined(context, organizationId, targetId);
}
