import { operation } from '../operation.ts';
import { joinAdministrator } from './join-administrator.ts';

export const acceptAdministratorInvitation = operation(
  'AcceptAdministratorInvitation',
  async (input, context) => {
    await joinAdministrator(context, {
      detectorId: input.DetectorId,
      administratorId: input.AdministratorId,
      invitationId: input.InvitationId,
    });
    return {};
  },
);
