/** An invitation of an organisation to an account outside it. */
export interface Handshake {
  readonly handshakeId: string;
  readonly organizationId: string;
  /** Whom the organisation named, and in which of the two ways. */
  readonly party: { readonly type: 'ACCOUNT' | 'EMAIL'; readonly id: string };
  readonly notes?: string;
  /** What the account is tagged with when it joins. */
  readonly tags: Readonly<Record<string, string>>;
  readonly requestedAt: number;
  readonly expiresAt: number;
  /** Absent while it waits for an answer. */
  readonly ended?: { readonly state: HandshakeEnd; readonly at: number };
}

export type HandshakeEnd = 'ACCEPTED' | 'DECLINED' | 'CANCELED';
export type HandshakeState = HandshakeEnd | 'OPEN' | 'EXPIRED';

/** Time alone ends a handshake that nobody answered, so its end is read and not written. */
export function stateOf(handshake: Handshake, now: number): HandshakeState {
  if (handshake.ended !== undefined) return handshake.ended.state;
  return now >= handshake.expiresAt ? 'EXPIRED' : 'OPEN';
}

/** Why an answer is refused: it was given before, or another end has come. */
export type HandshakeRefusal = 'alreadyInState' | 'invalidTransition';

/** The handshake after an answer to it, or why it cannot be answered so. */
export function endHandshake(
  handshake: Handshake,
  end: HandshakeEnd,
  now: number,
): Handshake | HandshakeRefusal {
  const state = stateOf(handshake, now);
  if (state === 'OPEN') return { ...handshake, ended: { state: end, at: now } };
  return state === end ? 'alreadyInState' : 'invalidTransition';
}

/** Is the account the one that the organisation named? Addresses are compared in any case. */
export function isInvited(
  { party }: Handshake,
  account: { readonly accountId: string; readonly email: string },
): boolean {
  if (party.type === 'ACCOUNT') return party.id === account.accountId;
  return party.id.toLowerCase() === account.email.toLowerCase();
}
