import type { Generated } from 'kysely';

export interface AuditSegmentRow {
  seq: Generated<number>;
  account_id: string;
  region: string;
  first_id: string;
  last_id: string;
  events: number;
  chars: number;
  /** Gzip. */
  body: Uint8Array;
}
