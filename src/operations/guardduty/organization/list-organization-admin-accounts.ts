import { invalidParameter } from '../errors.ts';
import { query } from '../operation.ts';
import { managedOrganization } from './own-administration.ts';

/** One account or none: there is no second page, so no token is valid. */
export const listOrganizationAdminAccounts = query(
  'ListOrganizationAdminAccounts',
  async (input, context) => {
    if (input.NextToken) throw invalidParameter('nextToken');
    const { organization } = await managedOrganization(context);
    const { administrations } = context.store;
    const found = await administrations.get(organization.organizationId, context.region);
    if (found === undefined) return { AdminAccounts: [] };
    return {
      AdminAccounts: [{ AdminAccountId: found.administratorId, AdminStatus: 'ENABLED' as const }],
    };
  },
);
