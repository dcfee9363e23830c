import type { OperationTable } from '../define.ts';
import { createStandaloneAccount } from './create-standalone-account.ts';
import { listNotices } from './list-notices.ts';
import { listSources } from './list-sources.ts';
import { markNoticesRead } from './mark-notices-read.ts';
import type { VedetteOperations } from './operation-types.ts';
import { putRecords } from './put-records.ts';

export const vedetteTable: OperationTable<VedetteOperations> = {
  CreateStandaloneAccount: createStandaloneAccount,
  ListNotices: listNotices,
  ListSources: listSources,
  MarkNoticesRead: markNoticesRead,
  PutRecords: putRecords,
};
