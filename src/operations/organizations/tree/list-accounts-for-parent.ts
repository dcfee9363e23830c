import { accountShapes } from '../account-shape.ts';
import { readableOrganization } from '../caller-organization.ts';
import { parentContainer } from '../container.ts';
import { query } from '../operation.ts';
import { pageOf } from '../page.ts';

/** Those directly in the parent, ascending by id: the root shows the accounts of no unit. */
export const listAccountsForParent = query('ListAccountsForParent', async (input, context) => {
  const organization = await readableOrganization(context);
  const { unit } = await parentContainer(input.ParentId, organization, context.store);
  const { organizationId } = organization;
  const { rows, NextToken } = await pageOf(
    'organizations-accounts-for-parent',
    input,
    (limit, after) =>
      context.store.organizations.listAccounts(organizationId, unit?.unitId, limit, after),
    (account) => account.accountId,
  );
  return { Accounts: await accountShapes(rows, organization, context), NextToken };
});
