import { requestShape } from '../account-shape.ts';
import { readableOrganization } from '../caller-organization.ts';
import { query } from '../operation.ts';
import { pageOf } from '../page.ts';

/** Ascending by id of the request. */
export const listCreateAccountStatus = query('ListCreateAccountStatus', async (input, context) => {
  const { organizationId } = await readableOrganization(context);
  const { States: states = [] } = input;
  const { rows, NextToken } = await pageOf(
    'organizations-requests',
    input,
    (limit, after) =>
      context.store.organizations.listRequests(organizationId, states, limit, after),
    (request) => request.requestId,
  );
  return { CreateAccountStatuses: rows.map(requestShape), NextToken };
});
