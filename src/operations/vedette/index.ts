import type { OperationTable } from '../define.ts';
import { createStandaloneAccount } from './create-standalone-account.ts';
import { listSources } from './list-sources.ts';
import type { VedetteOperations } from './operation-types.ts';
import { putRecords } from './put-records.ts';

export const vedetteTable: OperationTable<VedetteOperations> = {
  CreateStandaloneAccount: createStandaloneAccount,
  ListSources: listSources,
  PutRecords: putRecords,
};
