import { readableOrganization } from '../caller-organization.ts';
import { query } from '../operation.ts';
import { shownHandshakes } from './shown-handshakes.ts';

/** What the organisation has sent. */
export const listHandshakesForOrganization = query(
  'ListHandshakesForOrganization',
  async (input, context) => {
    const { organizationId } = await readableOrganization(context);
    const { organizations } = context.store;
    return shownHandshakes(
      'organizations-handshakes-sent',
      input,
      (limit, after) => organizations.handshakesOfOrganization(organizationId, limit, after),
      context,
    );
  },
);
