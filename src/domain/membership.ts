/** `relationshipStatus` as the wire spells it (facts: user guide, model; PascalCase). */
export type RelationshipStatus =
  | 'Created'
  | 'Invited'
  | 'EmailVerificationInProgress'
  | 'EmailVerificationFailed'
  | 'Enabled'
  | 'Disabled'
  | 'Removed'
  | 'Resigned';

/**
 * One row for an administrator's member and, while it lives, its invitation: the two sides read the
 * same state. Per Region.
 */
export interface Membership {
  readonly administratorId: string;
  readonly region: string;
  readonly accountId: string;
  readonly email: string;
  readonly status: RelationshipStatus;
  readonly invitation?: { readonly invitationId: string; readonly message?: string };
  readonly invitedAt?: number;
  readonly updatedAt: number;
}
