import { operation } from '../operation.ts';
import { switchArchived } from './switch-archived.ts';

export const unarchiveFindings = operation('UnarchiveFindings', async (input, context) => {
  await switchArchived(input, context, false);
  return {};
});
