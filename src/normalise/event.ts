/** What a detection reads: one log record that is whole, owned and has a time. */
export type Event = CloudTrailEvent;

/**
 * What routing needs of a CloudTrail record, read from its bytes before anything is parsed.
 * Empty text where the record lacks the member.
 */
export interface CloudTrailHead {
  /** `recipientAccountId`, else `userIdentity.accountId`. */
  readonly accountId: string;
  readonly region: string;
  /** `eventSource`, such as `cloudtrail.amazonaws.com`. */
  readonly source: string;
  readonly name: string;
  readonly userAgent: string;
  /** `userIdentity.type`. */
  readonly identityType: string;
  /**
   * For a data event of S3 (`eventCategory` Data): the bucket, or empty text where the record names
   * none before the members that tell so. Absent for every other record.
   */
  readonly dataBucket?: string;
}

export interface CloudTrailEvent extends CloudTrailHead {
  readonly kind: 'cloudtrail';
  /** `eventID`. */
  readonly id: string;
  /** `eventTime`, milliseconds. */
  readonly time: number;
  /** The whole record, parsed. Nothing in it is trusted to have the type that AWS documents. */
  readonly record: Readonly<Record<string, unknown>>;
}
