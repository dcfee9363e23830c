import { forgetConfigurations } from '../custom-detection-rules/withdraw-configuration.ts';
import { guardDutyError } from '../errors.ts';
import { operation } from '../operation.ts';
import { managedOrganization } from './own-administration.ts';

/**
 * Ends the administration in this Region, at once. The administrator keeps its members by
 * invitation; those via the organisation are let go, each with its detector as it is. Organizations
 * goes on to name the account as the service's administrator until it is deregistered there.
 */
export const disableOrganizationAdminAccount = operation(
  'DisableOrganizationAdminAccount',
  async (input, context) => {
    const { organization } = await managedOrganization(context);
    const { organizationId } = organization;
    const { store, region, clock } = context;
    const administration = await store.administrations.get(organizationId, region);
    if (administration?.administratorId !== input.AdminAccountId) {
      throw guardDutyError('invalidInput');
    }
    await store.members.releaseOrganization(input.AdminAccountId, region, clock.now());
    await forgetConfigurations(store, input.AdminAccountId, region);
    await store.administrations.delete(organizationId, region);
    return {};
  },
);
