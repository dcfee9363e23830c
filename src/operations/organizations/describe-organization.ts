import { organizationShape } from './account-shape.ts';
import { callerOrganization } from './caller-organization.ts';
import { organizationsErrors } from './errors.ts';
import { query } from './operation.ts';

/** Any account of the organisation may ask. */
export const describeOrganization = query('DescribeOrganization', async (_input, context) => {
  const organization = await callerOrganization(context);
  const management = await context.store.accounts.get(organization.managementAccountId);
  if (management === undefined) throw organizationsErrors.notInUse();
  return { Organization: organizationShape(organization, management, context.partition) };
});
