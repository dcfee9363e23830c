import { callerAccount } from '../caller-organization.ts';
import { query } from '../operation.ts';
import { shownHandshakes } from './shown-handshakes.ts';

/** What the caller was sent: an account need not be in an organisation to ask. */
export const listHandshakesForAccount = query(
  'ListHandshakesForAccount',
  async (input, context) => {
    const account = await callerAccount(context);
    return shownHandshakes(
      'organizations-handshakes-received',
      input,
      (limit, after) => context.store.organizations.handshakesOfAccount(account, limit, after),
      context,
    );
  },
);
