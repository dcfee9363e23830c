/** How the trail of an account is asked. */
export interface AuditQuery {
  readonly accountId: string;
  readonly region: string;
  /** Milliseconds, both inclusive. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  readonly attribute?: { readonly key: AuditAttribute; readonly value: string } | undefined;
  readonly limit: number;
  /** `next` of the page before. */
  readonly before?: string | undefined;
}

export type AuditAttribute =
  | 'EventId'
  | 'EventName'
  | 'ReadOnly'
  | 'Username'
  | 'ResourceType'
  | 'ResourceName'
  | 'EventSource'
  | 'AccessKeyId';

export interface AuditPage {
  /** Latest first. */
  readonly entries: readonly AuditEntry[];
  /** There while more may follow, also behind a page that is short or empty. */
  readonly next?: string | undefined;
}

/** An event of the trail with what it can be looked up by. */
export interface AuditEntry {
  readonly eventId: string;
  /** Milliseconds. */
  readonly time: number;
  readonly name: string;
  readonly source: string;
  readonly readOnly: boolean;
  /** Absent for a caller from another account; the same holds for the key. */
  readonly userName?: string | undefined;
  readonly accessKeyId?: string | undefined;
  readonly resources: readonly AuditResource[];
  /** The record of CloudTrail, JSON. */
  readonly record: string;
}

export interface AuditResource {
  readonly type: string;
  readonly name: string;
}
