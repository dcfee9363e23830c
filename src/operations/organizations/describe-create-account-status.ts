import { requestShape } from './account-shape.ts';
import { readableOrganization } from './caller-organization.ts';
import { organizationsErrors } from './errors.ts';
import { query } from './operation.ts';

/** A request of another organisation looks like one that never was. */
export const describeCreateAccountStatus = query(
  'DescribeCreateAccountStatus',
  async (input, context) => {
    const organization = await readableOrganization(context);
    const request = await context.store.organizations.getRequest(input.CreateAccountRequestId);
    if (request?.organizationId !== organization.organizationId) {
      throw organizationsErrors.createAccountStatusNotFound();
    }
    return { CreateAccountStatus: requestShape(request) };
  },
);
