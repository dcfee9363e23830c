import { advance, refuseAccept } from '../../../domain/membership.ts';
import type { OperationContext } from '../../context.ts';
import { guardDutyError } from '../errors.ts';
import { administrationOf } from '../organization/own-administration.ts';
import { ownDetector } from '../own-detector.ts';

/** Makes the caller a member: what AcceptInvitation and AcceptAdministratorInvitation both do. */
export async function joinAdministrator(
  context: OperationContext,
  given: {
    readonly detectorId: string;
    readonly administratorId: string;
    readonly invitationId: string;
  },
): Promise<void> {
  const { accountId, region } = context;
  const { members } = context.store;
  const { administratorId, invitationId } = given;
  const detector = await ownDetector(context, given.detectorId);
  const row = await members.get(administratorId, region, accountId);
  const refusal = refuseAccept({
    callerIsMember: (await members.associationOf(accountId, region)) !== undefined,
    // An administrator of an organisation is one with or without members.
    callerHasMembers:
      (await members.countOfAdministrator(accountId, region)) > 0 ||
      (await administrationOf(context)) !== undefined,
    inviterIsMember: (await members.associationOf(administratorId, region)) !== undefined,
    row,
    invitationId,
  });
  if (refusal !== undefined) throw guardDutyError(refusal);
  // GuardDuty must be enabled before an invitation is accepted (user guide); no text is known.
  if (!detector.enabled) throw guardDutyError('invalidInput');
  const joined = row && advance(row, 'accept', context.clock.now());
  if (joined === undefined) throw guardDutyError('noPendingInvitation');
  await members.put(joined);
}
