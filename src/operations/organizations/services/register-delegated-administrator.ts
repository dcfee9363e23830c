import { administratorsOf } from '../../../domain/organization-services.ts';
import { managedOrganization } from '../caller-organization.ts';
import { ownAccount } from '../container.ts';
import { organizationsErrors } from '../errors.ts';
import { operation } from '../operation.ts';

export const registerDelegatedAdministrator = operation(
  'RegisterDelegatedAdministrator',
  async (input, context) => {
    const organization = await managedOrganization(context);
    const { organizationId, managementAccountId } = organization;
    const { AccountId: accountId, ServicePrincipal: servicePrincipal } = input;
    const { organizations } = context.store;
    if (accountId === managementAccountId) {
      throw organizationsErrors.violates('CANNOT_REGISTER_MASTER_AS_DELEGATED_ADMINISTRATOR');
    }
    const account = await ownAccount(accountId, organization, context.store);
    const most = administratorsOf(servicePrincipal) ?? 'none';
    if (most === 'none') throw organizationsErrors.invalid('UNRECOGNIZED_SERVICE_PRINCIPAL');
    if (account.status !== 'ACTIVE') {
      throw organizationsErrors.violates(
        'CANNOT_REGISTER_SUSPENDED_ACCOUNT_AS_DELEGATED_ADMINISTRATOR',
      );
    }
    const registered = await organizations.delegations(organizationId, { servicePrincipal });
    if (registered.some((delegation) => delegation.accountId === accountId)) {
      throw organizationsErrors.accountAlreadyRegistered();
    }
    if (most === 'one' && registered.length > 0) {
      throw organizationsErrors.violates('DELEGATED_ADMINISTRATOR_EXISTS_FOR_THIS_SERVICE');
    }
    const access = await organizations.serviceAccess(organizationId);
    if (access.every((one) => one.servicePrincipal !== servicePrincipal)) {
      throw organizationsErrors.violates('SERVICE_ACCESS_NOT_ENABLED');
    }
    const enabledAt = context.clock.now();
    await organizations.putDelegation({ organizationId, servicePrincipal, accountId, enabledAt });
    return {};
  },
);
