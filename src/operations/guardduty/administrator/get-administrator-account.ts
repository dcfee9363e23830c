import { describeInvitation } from '../invitations/describe-invitation.ts';
import { query } from '../operation.ts';
import { administratorRow } from './association.ts';

export const getAdministratorAccount = query('GetAdministratorAccount', async (input, context) => {
  const row = await administratorRow(context, input.DetectorId);
  return { Administrator: row && describeInvitation(row) };
});
