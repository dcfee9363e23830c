import { joinOrganization } from '../accounts/join.ts';
import { callerAccount } from '../caller-organization.ts';
import { organizationsErrors } from '../errors.ts';
import { operation } from '../operation.ts';
import { accountsMax } from '../quotas.ts';
import { handshakeShape } from './handshake-shape.ts';
import { ended, ownHandshake } from './own-handshake.ts';

/** The caller becomes a member, directly below the root. */
export const acceptHandshake = operation('AcceptHandshake', async (input, context) => {
  const found = await ownHandshake(input.HandshakeId, ['recipient'], context);
  const accepted = ended(found.handshake, 'ACCEPTED', context.clock.now());
  const account = await callerAccount(context);
  if (account.organizationId !== undefined) {
    throw organizationsErrors.handshakeViolates('ALREADY_IN_AN_ORGANIZATION');
  }
  const { accounts, organizations, settings } = context.store;
  const count = await accounts.countOfOrganization(accepted.organizationId);
  if (count >= (await accountsMax(settings))) {
    throw organizationsErrors.handshakeViolates('ACCOUNT_NUMBER_LIMIT_EXCEEDED');
  }
  await organizations.putHandshake(accepted);
  await joinOrganization(account, found.organization, 'INVITED', accepted.tags, context);
  return { Handshake: await handshakeShape(accepted, context) };
});
