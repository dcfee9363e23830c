import { dateOf } from '../../../lib/clock.ts';
import { readableOrganization } from '../caller-organization.ts';
import { query } from '../operation.ts';
import { pageOfAll } from '../page.ts';

export const listAwsServiceAccessForOrganization = query(
  'ListAWSServiceAccessForOrganization',
  async (input, context) => {
    const { organizationId } = await readableOrganization(context);
    const { rows, NextToken } = await pageOfAll(
      'organizations-service-access',
      input,
      await context.store.organizations.serviceAccess(organizationId),
      (access) => access.servicePrincipal,
    );
    const EnabledServicePrincipals = rows.map((access) => ({
      ServicePrincipal: access.servicePrincipal,
      DateEnabled: dateOf(access.enabledAt),
    }));
    return { EnabledServicePrincipals, NextToken };
  },
);
