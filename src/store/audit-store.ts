/** Events of one account and Region that were written together. */
export interface AuditSegment {
  readonly accountId: string;
  readonly region: string;
  /** Ids of the first and the last event, from `lib/ids.ts`: they ascend with time. */
  readonly firstId: string;
  readonly lastId: string;
  readonly events: number;
  /** Characters of the records before they were compressed. */
  readonly chars: number;
  /** Gzip of the records, CloudTrail's JSON, one a line and in the order of their ids. */
  readonly body: Uint8Array;
}

export interface AuditReach {
  readonly accountId: string;
  readonly region: string;
  /** Ids begin with it or are greater. */
  readonly from?: string | undefined;
  /** Ids are less. */
  readonly before?: string | undefined;
}

/** The trail of calls. Segments of an account and Region do not overlap, and come in order. */
export interface AuditStore {
  add(segments: readonly AuditSegment[]): Promise<void>;
  /** Segments that have, or may have, ids in reach; the latest first. */
  latest(reach: AuditReach, limit: number): Promise<AuditSegment[]>;
  /**
   * Segments of all accounts in the order in which they were added, after a number: as many as have
   * `charsMax` characters together, and one in any case.
   */
  after(
    sequence: number,
    charsMax: number,
  ): Promise<{ readonly sequence: number; readonly body: Uint8Array }[]>;
  /** The greatest id of all. */
  lastId(): Promise<string | undefined>;
  /**
   * Deletes up to `limit` of the oldest segments whose ids are all less than this. The one that was
   * added last always stays, so that no number is given twice. Answers how many went.
   */
  forget(before: string, limit: number): Promise<number>;
}
