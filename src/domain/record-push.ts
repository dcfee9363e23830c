/** Log records that an account sends for itself. */
export interface RecordPush {
  readonly accountId: string;
  /** Region of the call: used for records whose own Region no partition knows. */
  readonly region: string;
  /** As sent: JSON, NDJSON or gzip of either; recognised from content. */
  readonly body: Uint8Array;
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
