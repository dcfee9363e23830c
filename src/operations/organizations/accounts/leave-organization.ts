import { callerAccount, callerOrganization } from '../caller-organization.ts';
import { operation } from '../operation.ts';
import { leaveOrganization as leave } from './leave.ts';

export const leaveOrganization = operation('LeaveOrganization', async (_input, context) => {
  const organization = await callerOrganization(context);
  await leave(await callerAccount(context), organization, context);
  return {};
});
