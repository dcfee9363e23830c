import { accountShape } from './account-shape.ts';
import { managedOrganization } from './caller-organization.ts';
import { organizationsErrors } from './errors.ts';
import { query } from './operation.ts';

export const describeAccount = query('DescribeAccount', async (input, context) => {
  const organization = await managedOrganization(context);
  const account = await context.store.accounts.get(input.AccountId);
  if (account?.organizationId !== organization.organizationId) {
    throw organizationsErrors.accountNotFound();
  }
  return { Account: accountShape(account, organization, context.partition) };
});
