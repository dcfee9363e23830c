import { accountShapes } from './account-shape.ts';
import { readableOrganization } from './caller-organization.ts';
import { organizationsErrors } from './errors.ts';
import { query } from './operation.ts';

export const describeAccount = query('DescribeAccount', async (input, context) => {
  const organization = await readableOrganization(context);
  const account = await context.store.accounts.get(input.AccountId);
  if (account?.organizationId !== organization.organizationId) {
    throw organizationsErrors.accountNotFound();
  }
  const [shape] = await accountShapes([account], organization, context);
  return { Account: shape };
});
