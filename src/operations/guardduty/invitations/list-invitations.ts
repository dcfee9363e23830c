import type { Membership } from '../../../domain/membership.ts';
import { invalidParameter } from '../errors.ts';
import { query } from '../operation.ts';
import { cutPage, pageStart } from '../page.ts';
import { describeInvitation } from './describe-invitation.ts';
import { shownInvitations } from './shown-invitations.ts';

/** Needs no detector: an account looks at its invitations before it has one. */
export const listInvitations = query('ListInvitations', async (input, context) => {
  const { limit, after } = pageStart('invitations', input);
  const key = after === undefined ? undefined : parseKey(after);
  const rows = await shownInvitations(context);
  const rest = key === undefined ? rows : rows.filter((row) => isAfter(row, key));
  const { page, ...next } = cutPage('invitations', rest, limit, keyOf);
  return { Invitations: page.map(describeInvitation), ...next };
});

interface Key {
  readonly invitedAt: number;
  readonly administratorId: string;
}

/** The place in the list, so that a page does not slip when an earlier invitation goes away. */
function keyOf(row: Membership): string {
  return `${row.invitedAt ?? 0}/${row.administratorId}`;
}

function parseKey(text: string): Key {
  const [, invitedAt, administratorId] = /^(\d{1,16})\/(\d{12})$/.exec(text) ?? [];
  if (invitedAt === undefined || administratorId === undefined) throw invalidParameter('nextToken');
  return { invitedAt: Number(invitedAt), administratorId };
}

function isAfter(row: Membership, key: Key): boolean {
  const invitedAt = row.invitedAt ?? 0;
  if (invitedAt !== key.invitedAt) return invitedAt > key.invitedAt;
  return row.administratorId > key.administratorId;
}
