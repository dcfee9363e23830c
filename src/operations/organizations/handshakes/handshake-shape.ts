import type * as sdk from '@aws-sdk/client-organizations';
import { type Handshake, stateOf } from '../../../domain/handshake.ts';
import { dateOf } from '../../../lib/clock.ts';
import type { OperationContext } from '../../context.ts';
import { handshakeArn } from '../arns.ts';
import { organizationsErrors } from '../errors.ts';

/** Both sides see the same: who invites whom, and the notes. */
export async function handshakeShape(
  handshake: Handshake,
  { store, clock, partition }: OperationContext,
): Promise<sdk.Handshake> {
  const { handshakeId, organizationId, party } = handshake;
  const organization = await store.organizations.get(organizationId);
  if (organization === undefined) throw organizationsErrors.handshakeNotFound();
  const management = await store.accounts.get(organization.managementAccountId);
  const inviter: sdk.HandshakeResource = {
    Type: 'ORGANIZATION',
    Value: organizationId,
    Resources: [
      { Type: 'MASTER_EMAIL', Value: management?.email },
      { Type: 'MASTER_NAME', Value: management?.name },
      { Type: 'ORGANIZATION_FEATURE_SET', Value: organization.featureSet },
    ],
  };
  const notes: sdk.HandshakeResource[] =
    handshake.notes === undefined ? [] : [{ Type: 'NOTES', Value: handshake.notes }];
  return {
    Id: handshakeId,
    Arn: handshakeArn({ organization, partition }, handshakeId),
    Parties: [
      { Id: organizationId, Type: 'ORGANIZATION' },
      { Id: party.id, Type: party.type },
    ],
    State: stateOf(handshake, clock.now()),
    RequestedTimestamp: dateOf(handshake.requestedAt),
    ExpirationTimestamp: dateOf(handshake.expiresAt),
    Action: 'INVITE',
    Resources: [inviter, { Type: party.type, Value: party.id }, ...notes],
  };
}
