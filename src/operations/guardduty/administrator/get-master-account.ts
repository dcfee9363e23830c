import { describeInvitation } from '../invitations/describe-invitation.ts';
import { query } from '../operation.ts';
import { administratorRow } from './association.ts';

export const getMasterAccount = query('GetMasterAccount', async (input, context) => {
  const row = await administratorRow(context, input.DetectorId);
  return { Master: row && describeInvitation(row) };
});
