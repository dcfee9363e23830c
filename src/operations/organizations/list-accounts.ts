import { accountShapes } from './account-shape.ts';
import { readableOrganization } from './caller-organization.ts';
import { query } from './operation.ts';
import { pageOf } from './page.ts';

/** Ascending by account id. */
export const listAccounts = query('ListAccounts', async (input, context) => {
  const organization = await readableOrganization(context);
  const { organizationId } = organization;
  const { rows, NextToken } = await pageOf(
    'accounts',
    input,
    (limit, after) => context.store.accounts.listOfOrganization(organizationId, limit, after),
    (account) => account.accountId,
  );
  return { Accounts: await accountShapes(rows, organization, context), NextToken };
});
