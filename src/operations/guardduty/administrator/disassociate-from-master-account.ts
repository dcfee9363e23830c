import { operation } from '../operation.ts';
import { leaveAdministrator } from './association.ts';

export const disassociateFromMasterAccount = operation(
  'DisassociateFromMasterAccount',
  async (input, context) => {
    await leaveAdministrator(context, input.DetectorId);
    return {};
  },
);
