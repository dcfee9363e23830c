import { operation } from '../operation.ts';
import { leaveAdministrator } from './association.ts';

export const disassociateFromAdministratorAccount = operation(
  'DisassociateFromAdministratorAccount',
  async (input, context) => {
    await leaveAdministrator(context, input.DetectorId);
    return {};
  },
);
