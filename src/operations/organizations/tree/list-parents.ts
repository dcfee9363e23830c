import type { Organization } from '../../../domain/account.ts';
import { targetKind } from '../../../domain/organization.ts';
import type { OperationContext } from '../../context.ts';
import { readableOrganization } from '../caller-organization.ts';
import { organizationsErrors } from '../errors.ts';
import { query } from '../operation.ts';
import { pageOfAll } from '../page.ts';

/** A list of one: whatever is in an organisation has one parent. */
export const listParents = query('ListParents', async (input, context) => {
  const organization = await readableOrganization(context);
  const id = await parentOf(input.ChildId, organization, context.store);
  if (id === undefined) throw organizationsErrors.childNotFound();
  const { rows, NextToken } = await pageOfAll(
    'organizations-parents',
    input,
    [id],
    (parent) => parent,
  );
  const typeOf = (parent: string) =>
    parent === organization.rootId ? ('ROOT' as const) : ('ORGANIZATIONAL_UNIT' as const);
  return { Parents: rows.map((Id) => ({ Id, Type: typeOf(Id) })), NextToken };
});

async function parentOf(
  childId: string,
  { organizationId, rootId }: Organization,
  store: OperationContext['store'],
): Promise<string | undefined> {
  if (targetKind(childId) === 'ACCOUNT') {
    const account = await store.accounts.get(childId);
    return account?.organizationId === organizationId ? (account.unitId ?? rootId) : undefined;
  }
  const unit = await store.organizations.getUnit(childId);
  return unit?.organizationId === organizationId ? unit.parentId : undefined;
}
