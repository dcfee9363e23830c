import type { HandshakeParty } from '@aws-sdk/client-organizations';
import { isAccountId } from '../../../domain/account-id.ts';
import { isAccountEmail } from '../../../domain/email.ts';
import { type Handshake, stateOf } from '../../../domain/handshake.ts';
import { randomText } from '../../../lib/ids.ts';
import { HANDSHAKE_DAYS } from '../../../limits.ts';
import type { OperationContext } from '../../context.ts';
import { managedOrganization } from '../caller-organization.ts';
import { organizationsErrors } from '../errors.ts';
import { ID_ALPHABET } from '../id-alphabet.ts';
import { operation } from '../operation.ts';
import { accountsMax } from '../quotas.ts';
import { givenTags } from '../tags/given-tags.ts';
import { handshakeShape } from './handshake-shape.ts';
import { forgottenBefore } from './own-handshake.ts';

/**
 * The account finds the invitation by ListHandshakesForAccount. An id or address that no account
 * has yet is taken as well: whom an organisation invites must not tell it who exists.
 */
export const inviteAccountToOrganization = operation(
  'InviteAccountToOrganization',
  async (input, context) => {
    const organization = await managedOrganization(context);
    const { organizationId } = organization;
    const { store, clock } = context;
    const now = clock.now();
    const party = partyOf(input.Target);
    await checkTarget(party, organizationId, context);
    const count = await store.accounts.countOfOrganization(organizationId);
    if (count >= (await accountsMax(store.settings))) {
      throw organizationsErrors.handshakeViolates('ACCOUNT_NUMBER_LIMIT_EXCEEDED');
    }
    const handshake: Handshake = {
      handshakeId: `h-${randomText(32, ID_ALPHABET)}`,
      organizationId,
      party,
      ...(input.Notes !== undefined && { notes: input.Notes }),
      tags: givenTags(input.Tags),
      requestedAt: now,
      expiresAt: now + HANDSHAKE_DAYS * 86_400_000,
    };
    await store.organizations.deleteHandshakes(forgottenBefore(now));
    await store.organizations.putHandshake(handshake);
    return { Handshake: await handshakeShape(handshake, context) };
  },
);

function partyOf({ Id: id = '', Type: type }: HandshakeParty): Handshake['party'] {
  if (type === 'ACCOUNT') {
    if (!isAccountId(id)) throw organizationsErrors.invalid('INVALID_PATTERN_TARGET_ID');
    return { type, id };
  }
  if (type !== 'EMAIL') throw organizationsErrors.invalid('INVALID_PARTY_TYPE_TARGET');
  if (!isAccountEmail(id)) throw organizationsErrors.invalid('INVALID_EMAIL_ADDRESS_TARGET');
  return { type, id };
}

/** Refuses an account of this organisation, and one whose invitation is still open. */
async function checkTarget(
  party: Handshake['party'],
  organizationId: string,
  { store, clock }: OperationContext,
): Promise<void> {
  const account =
    party.type === 'ACCOUNT'
      ? await store.accounts.get(party.id)
      : await store.accounts.findByEmail(party.id);
  if (account?.organizationId === organizationId) {
    throw organizationsErrors.handshakeViolates('ALREADY_IN_AN_ORGANIZATION');
  }
  const named =
    party.type === 'ACCOUNT'
      ? { accountId: party.id, email: account?.email ?? party.id }
      : { accountId: account?.accountId ?? party.id, email: party.id };
  let after: string | undefined;
  do {
    const rows = await store.organizations.handshakesOfAccount(named, 100, after);
    const open = rows.some(
      (row) => row.organizationId === organizationId && stateOf(row, clock.now()) === 'OPEN',
    );
    if (open) throw organizationsErrors.duplicateHandshake();
    after = rows.length === 100 ? rows.at(-1)?.handshakeId : undefined;
  } while (after !== undefined);
}
