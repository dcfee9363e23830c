import { decodePageToken, encodePageToken } from '../../domain/page-token.ts';
import { LIST_ACCOUNTS_PAGE_MAX } from '../../limits.ts';
import { accountShape } from './account-shape.ts';
import { managedOrganization } from './caller-organization.ts';
import { organizationsErrors } from './errors.ts';
import { query } from './operation.ts';

/**
 * Ascending by account id. The token is the last id shown, so a page never repeats or skips one.
 */
export const listAccounts = query('ListAccounts', async (input, context) => {
  const organization = await managedOrganization(context);
  const limit = input.MaxResults ?? LIST_ACCOUNTS_PAGE_MAX;
  const after = input.NextToken === undefined ? undefined : lastIdOf(input.NextToken);
  const rows = await context.store.accounts.listOfOrganization(
    organization.organizationId,
    limit + 1,
    after,
  );
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    Accounts: shown.map((account) => accountShape(account, organization, context.partition)),
    NextToken:
      rows.length > limit && last ? encodePageToken('accounts', last.accountId) : undefined,
  };
});

function lastIdOf(token: string): string {
  const accountId = decodePageToken('accounts', token);
  if (accountId === undefined) throw organizationsErrors.invalidNextToken();
  return accountId;
}
