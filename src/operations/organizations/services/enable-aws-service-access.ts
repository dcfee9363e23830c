import { administratorsOf } from '../../../domain/organization-services.ts';
import { hasAllFeatures, managedOrganization } from '../caller-organization.ts';
import { organizationsErrors } from '../errors.ts';
import { operation } from '../operation.ts';

/** Enabling what is enabled changes nothing, its date included. */
export const enableAwsServiceAccess = operation(
  'EnableAWSServiceAccess',
  async (input, { store, clock, ...rest }) => {
    const organization = await managedOrganization({ store, clock, ...rest });
    const { organizationId } = organization;
    const servicePrincipal = input.ServicePrincipal;
    if (!hasAllFeatures(organization)) {
      throw organizationsErrors.violates('ORGANIZATION_NOT_IN_ALL_FEATURES_MODE');
    }
    if (administratorsOf(servicePrincipal) === undefined) {
      throw organizationsErrors.invalid('UNRECOGNIZED_SERVICE_PRINCIPAL');
    }
    const enabled = await store.organizations.serviceAccess(organizationId);
    if (enabled.every((access) => access.servicePrincipal !== servicePrincipal)) {
      const enabledAt = clock.now();
      await store.organizations.putServiceAccess({ organizationId, servicePrincipal, enabledAt });
    }
    return {};
  },
);
