import { operation } from '../operation.ts';
import { joinAdministrator } from './join-administrator.ts';

export const acceptInvitation = operation('AcceptInvitation', async (input, context) => {
  await joinAdministrator(context, {
    detectorId: input.DetectorId,
    administratorId: input.MasterId,
    invitationId: input.InvitationId,
  });
  return {};
});
