import type * as sdk from '@aws-sdk/client-organizations';
import type { Organization } from '../../../domain/account.ts';
import type { Delegation } from '../../../domain/organization.ts';
import { dateOf } from '../../../lib/clock.ts';
import type { OperationContext } from '../../context.ts';
import { accountShapes } from '../account-shape.ts';
import { readableOrganization } from '../caller-organization.ts';
import { query } from '../operation.ts';
import { pageOfAll } from '../page.ts';

/** Each account once, however many services it administers, with the date of the first. */
export const listDelegatedAdministrators = query(
  'ListDelegatedAdministrators',
  async (input, context) => {
    const organization = await readableOrganization(context);
    const { ServicePrincipal: servicePrincipal } = input;
    const delegations = await context.store.organizations.delegations(
      organization.organizationId,
      servicePrincipal === undefined ? {} : { servicePrincipal },
    );
    const first = new Map<string, Delegation>();
    for (const delegation of delegations) {
      const earlier = first.get(delegation.accountId);
      if (earlier === undefined || delegation.enabledAt < earlier.enabledAt) {
        first.set(delegation.accountId, delegation);
      }
    }
    const { rows, NextToken } = await pageOfAll(
      'organizations-administrators',
      input,
      [...first.values()],
      (delegation) => delegation.accountId,
    );
    const shapes = rows.map((delegation) => administratorShape(delegation, organization, context));
    return { DelegatedAdministrators: await Promise.all(shapes), NextToken };
  },
);

async function administratorShape(
  { accountId, enabledAt }: Delegation,
  organization: Organization,
  context: OperationContext,
): Promise<sdk.DelegatedAdministrator> {
  const account = await context.store.accounts.get(accountId);
  const [shape] = await accountShapes(account ? [account] : [], organization, context);
  const { Paths: _paths, ...administrator } = shape ?? { Id: accountId };
  return { ...administrator, DelegationEnabledDate: dateOf(enabledAt) };
}
