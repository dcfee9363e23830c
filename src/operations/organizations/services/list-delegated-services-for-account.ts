import { dateOf } from '../../../lib/clock.ts';
import { readableOrganization } from '../caller-organization.ts';
import { ownAccount } from '../container.ts';
import { organizationsErrors } from '../errors.ts';
import { query } from '../operation.ts';
import { pageOfAll } from '../page.ts';

export const listDelegatedServicesForAccount = query(
  'ListDelegatedServicesForAccount',
  async (input, context) => {
    const organization = await readableOrganization(context);
    const { organizationId } = organization;
    const { accountId } = await ownAccount(input.AccountId, organization, context.store);
    const delegations = await context.store.organizations.delegations(organizationId, {
      accountId,
    });
    if (delegations.length === 0) throw organizationsErrors.accountNotRegistered();
    const { rows, NextToken } = await pageOfAll(
      'organizations-delegated-services',
      input,
      delegations,
      (delegation) => delegation.servicePrincipal,
    );
    const DelegatedServices = rows.map((delegation) => ({
      ServicePrincipal: delegation.servicePrincipal,
      DelegationEnabledDate: dateOf(delegation.enabledAt),
    }));
    return { DelegatedServices, NextToken };
  },
);
