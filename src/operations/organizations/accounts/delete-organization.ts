import { accountLeft } from '../../guardduty/organization/follow-account.ts';
import { callerAccount, managedOrganization } from '../caller-organization.ts';
import { organizationsErrors } from '../errors.ts';
import { operation } from '../operation.ts';
import { outside } from './leave.ts';

/** Units, policies and invitations go with it; accounts would lose more than they know of. */
export const deleteOrganization = operation('DeleteOrganization', async (_input, context) => {
  const { organizationId } = await managedOrganization(context);
  const { accounts, organizations } = context.store;
  if ((await accounts.countOfOrganization(organizationId)) > 1) {
    throw organizationsErrors.organizationNotEmpty();
  }
  const management = await callerAccount(context);
  await accountLeft(context, organizationId, management.accountId);
  await organizations.delete(organizationId);
  await accounts.put(outside(management));
  return {};
});
