import type { OperationTable } from '../define.ts';
import { createStandaloneAccount } from './create-standalone-account.ts';
import { describeFindingType } from './describe-finding-type.ts';
import { listDeadLetters } from './list-dead-letters.ts';
import { listDetections } from './list-detections.ts';
import { listNotices } from './list-notices.ts';
import { listSinks } from './list-sinks.ts';
import { listSources } from './list-sources.ts';
import { markNoticesRead } from './mark-notices-read.ts';
import type { VedetteOperations } from './operation-types.ts';
import { putRecords } from './put-records.ts';
import { resendDeadLetters } from './resend-dead-letters.ts';

export const vedetteTable: OperationTable<VedetteOperations> = {
  CreateStandaloneAccount: createStandaloneAccount,
  DescribeFindingType: describeFindingType,
  ListDeadLetters: listDeadLetters,
  ListDetections: listDetections,
  ListNotices: listNotices,
  ListSinks: listSinks,
  ListSources: listSources,
  MarkNoticesRead: markNoticesRead,
  PutRecords: putRecords,
  ResendDeadLetters: resendDeadLetters,
};
