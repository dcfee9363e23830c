import type { Organization } from '../../../domain/account.ts';
import {
  endHandshake,
  type Handshake,
  type HandshakeEnd,
  isInvited,
} from '../../../domain/handshake.ts';
import { HANDSHAKE_KEPT_DAYS } from '../../../limits.ts';
import type { OperationContext } from '../../context.ts';
import { callerAccount } from '../caller-organization.ts';
import { organizationsErrors } from '../errors.ts';

/** Which side of a handshake the caller is on. */
export type Side = 'sender' | 'recipient';

/**
 * A handshake that the caller has a part in; HandshakeNotFoundException for anybody else, and for
 * the part that may not do this.
 */
export async function ownHandshake(
  handshakeId: string,
  sides: readonly Side[],
  context: OperationContext,
): Promise<{ handshake: Handshake; organization: Organization }> {
  const { organizations } = context.store;
  const handshake = await organizations.getHandshake(handshakeId);
  if (handshake === undefined || isForgotten(handshake, context.clock.now())) {
    throw organizationsErrors.handshakeNotFound();
  }
  const organization = await organizations.get(handshake.organizationId);
  if (organization === undefined) throw organizationsErrors.handshakeNotFound();
  const side = sideOf(handshake, organization, await callerAccount(context));
  if (side === undefined) throw organizationsErrors.handshakeNotFound();
  if (!sides.includes(side)) throw organizationsErrors.accessDenied();
  return { handshake, organization };
}

function sideOf(
  handshake: Handshake,
  organization: Organization,
  account: { readonly accountId: string; readonly email: string },
): Side | undefined {
  if (organization.managementAccountId === account.accountId) return 'sender';
  return isInvited(handshake, account) ? 'recipient' : undefined;
}

/** The handshake with this end; refuses an answer that it cannot be given any more. */
export function ended(handshake: Handshake, end: HandshakeEnd, now: number): Handshake {
  const outcome = endHandshake(handshake, end, now);
  if (outcome === 'alreadyInState') throw organizationsErrors.handshakeAlreadyInState();
  if (outcome === 'invalidTransition') throw organizationsErrors.invalidHandshakeTransition();
  return outcome;
}

/** An end is shown for so long; from then on there was no such handshake. */
export function isForgotten(handshake: Handshake, now: number): boolean {
  return (handshake.ended?.at ?? handshake.expiresAt) < forgottenBefore(now);
}

export function forgottenBefore(now: number): number {
  return now - HANDSHAKE_KEPT_DAYS * 86_400_000;
}
