import { accountSuspended } from '../../guardduty/organization/follow-account.ts';
import { hasAllFeatures, managedOrganization } from '../caller-organization.ts';
import { ownAccount } from '../container.ts';
import { organizationsErrors } from '../errors.ts';
import { operation } from '../operation.ts';

/** At once: from the commit on every call of the account is refused. Nothing of it is deleted. */
export const closeAccount = operation('CloseAccount', async (input, context) => {
  const organization = await managedOrganization(context);
  const account = await ownAccount(input.AccountId, organization, context.store);
  if (account.accountId === organization.managementAccountId) {
    throw organizationsErrors.violates('CANNOT_CLOSE_MANAGEMENT_ACCOUNT');
  }
  if (!hasAllFeatures(organization)) {
    throw organizationsErrors.violates('ORGANIZATION_NOT_IN_ALL_FEATURES_MODE');
  }
  if (account.status === 'SUSPENDED') throw organizationsErrors.accountAlreadyClosed();
  await context.store.accounts.put({ ...account, status: 'SUSPENDED' });
  await accountSuspended(context, account.accountId);
  return {};
});
