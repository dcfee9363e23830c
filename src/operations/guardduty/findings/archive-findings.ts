import { operation } from '../operation.ts';
import { switchArchived } from './switch-archived.ts';

export const archiveFindings = operation('ArchiveFindings', async (input, context) => {
  await switchArchived(input, context, true);
  return {};
});
