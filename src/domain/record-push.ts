/** Log records that an account sends for itself. */
export interface RecordPush {
  readonly accountId: string;
  /** Region of the call: used for records whose own Region no partition knows. */
  readonly region: string;
  /** As sent: logs of any format, or gzip of them; recognised from content. */
  readonly body: Uint8Array;
  /** What the sender says of logs that do not say it themselves. */
  readonly log?: PushedLog;
}

/** Whose log it is: an EKS cluster's, a DB instance's, a DB cluster's. */
export interface PushedLog {
  readonly cluster?: string;
  readonly database?: string;
  readonly databaseCluster?: string;
}

/** What became of them: every record is counted in `accepted`, or once in `refused`. */
export interface PushOutcome {
  /** Records read, owned by the sender, and of an account and Region that is monitored. */
  readonly accepted: number;
  /**
   * Of those, records that had been taken before. Only what changed something is remembered, so a
   * record that says nothing to any detection is never a duplicate.
   */
  readonly duplicates: number;
  /** Records by reason of refusal: `OTHER_ACCOUNT`, `NOT_MONITORED`, `UNREADABLE`. */
  readonly refused: Readonly<Record<string, number>>;
  /** Findings created or updated. */
  readonly findings: number;
}
