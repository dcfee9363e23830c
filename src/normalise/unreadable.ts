/** Why something could not be read. */
export type UnreadableReason =
  /** One record: JSON that is no record of any log that is known here. */
  | 'unknown-record'
  /** One line of a log whose format is known: it has another form. */
  | 'unknown-line'
  /** One record: it has no `eventTime`, or one that is no time. */
  | 'no-time'
  /** One record: neither it nor the declaration of its source names an account. */
  | 'no-account'
  /** One record: some other value stands where a record should. */
  | 'not-an-object'
  /** One record, or one line: it is not JSON. */
  | 'invalid-json'
  /** One record: larger than `RECORD_BYTES_MAX`. */
  | 'too-large'
  /** One record: nested deeper than `RECORD_DEPTH_MAX`. */
  | 'too-deep'
  /** The whole file: text in no format that is known here. */
  | 'unknown-format'
  /** The rest of the file: its structure is lost. */
  | 'syntax'
  /** The rest of the file: it stops in the middle. */
  | 'truncated'
  /** The rest of the file: its gzip stream is broken. */
  | 'corrupt-gzip'
  /** The file, or the rest of it: it begins as Parquet does, and cannot be read as such. */
  | 'corrupt-parquet'
  /** The rest of the file: it inflates to more than the limits allow. */
  | 'inflates-too-much';

export interface UnreadableProblem {
  readonly reason: UnreadableReason;
  /** Bytes from the start of the text, after decompression. */
  readonly offset: number;
  /** Nothing is read after it; what was read before counts. */
  readonly endsFile: boolean;
}
