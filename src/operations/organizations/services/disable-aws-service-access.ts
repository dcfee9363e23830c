import { administratorsOf } from '../../../domain/organization-services.ts';
import { managedOrganization } from '../caller-organization.ts';
import { organizationsErrors } from '../errors.ts';
import { operation } from '../operation.ts';

/** An account that administers the service would be left without what that rests on. */
export const disableAwsServiceAccess = operation(
  'DisableAWSServiceAccess',
  async (input, context) => {
    const { organizationId } = await managedOrganization(context);
    const { organizations } = context.store;
    const servicePrincipal = input.ServicePrincipal;
    if (administratorsOf(servicePrincipal) === undefined) {
      throw organizationsErrors.invalid('UNRECOGNIZED_SERVICE_PRINCIPAL');
    }
    const administrators = await organizations.delegations(organizationId, { servicePrincipal });
    if (administrators.length > 0) {
      throw organizationsErrors.violates('DELEGATED_ADMINISTRATOR_EXISTS_FOR_THIS_SERVICE');
    }
    await organizations.deleteServiceAccess(organizationId, servicePrincipal);
    return {};
  },
);
