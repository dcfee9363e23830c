import type { Organization } from '../../../domain/account.ts';
import type { OperationContext } from '../../context.ts';
import { readableOrganization } from '../caller-organization.ts';
import { type Container, parentContainer } from '../container.ts';
import { query } from '../operation.ts';
import { pageOf } from '../page.ts';

/** Either the accounts or the units directly in the parent, ascending by id. */
export const listChildren = query('ListChildren', async (input, context) => {
  const organization = await readableOrganization(context);
  const parent = await parentContainer(input.ParentId, organization, context.store);
  const Type = input.ChildType;
  const idsOf = Type === 'ACCOUNT' ? accountIds : unitIds;
  const { rows, NextToken } = await pageOf(
    `organizations-children-${Type}`,
    input,
    (limit, after) => idsOf(organization, parent, context, limit, after),
    (id) => id,
  );
  return { Children: rows.map((Id) => ({ Id, Type })), NextToken };
});

async function accountIds(
  { organizationId }: Organization,
  { unit }: Container,
  { store }: OperationContext,
  limit: number,
  after?: string,
): Promise<string[]> {
  const { organizations } = store;
  const accounts = await organizations.listAccounts(organizationId, unit?.unitId, limit, after);
  return accounts.map((account) => account.accountId);
}

async function unitIds(
  _organization: Organization,
  { id }: Container,
  { store }: OperationContext,
  limit: number,
  after?: string,
): Promise<string[]> {
  const units = await store.organizations.listUnits(id, limit, after);
  return units.map((unit) => unit.unitId);
}
