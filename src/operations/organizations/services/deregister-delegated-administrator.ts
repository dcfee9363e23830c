import { administratorsOf } from '../../../domain/organization-services.ts';
import { managedOrganization } from '../caller-organization.ts';
import { ownAccount } from '../container.ts';
import { organizationsErrors } from '../errors.ts';
import { operation } from '../operation.ts';

export const deregisterDelegatedAdministrator = operation(
  'DeregisterDelegatedAdministrator',
  async (input, context) => {
    const organization = await managedOrganization(context);
    const { organizationId } = organization;
    const { AccountId: accountId, ServicePrincipal: servicePrincipal } = input;
    const { organizations } = context.store;
    await ownAccount(accountId, organization, context.store);
    if (administratorsOf(servicePrincipal) === undefined) {
      throw organizationsErrors.invalid('UNRECOGNIZED_SERVICE_PRINCIPAL');
    }
    const registered = await organizations.delegations(organizationId, {
      accountId,
      servicePrincipal,
    });
    if (registered.length === 0) throw organizationsErrors.accountNotRegistered();
    await organizations.deleteDelegation({ organizationId, accountId, servicePrincipal });
    return {};
  },
);
