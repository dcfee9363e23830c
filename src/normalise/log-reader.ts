import type { Event, Head } from './event.ts';
import type { LogSource } from './log-source.ts';
import type { UnreadableProblem } from './unreadable.ts';

/** Whoever reads a log, of whatever format. */
export interface LogReader {
  /** Is the record worth an event? Called once for each record, before it is made. */
  wants(head: Head): boolean;
  /** `bytes`: length of the record's text; `offset`: where it begins, after decompression. */
  onEvent(event: Event, bytes: number, offset: number): void | Promise<void>;
  /** Every record, wanted or not, before `wants`. */
  onRecord?(head: Head): void;
  /**
   * Every record as a line of its own that can be read by itself, or behind the last line that was
   * a header. Who asks for texts is given no events.
   */
  onText?(text: string, isHeader: boolean): void | Promise<void>;
  onUnreadable?(problem: UnreadableProblem): void;
  /** What was recognised and is of no use here. */
  onSkipped?(what: Skipped): void;
  /** Text that one gzip body may inflate to; `INFLATED_BYTES_MAX` where it is left out. */
  readonly inflatedBytesMax?: number;
  /** What whoever hands the log over knows of it. */
  readonly source?: LogSource;
  /** What is known of the interfaces that flow logs name. */
  readonly interfaces?: KnownInterfaces;
}

export interface KnownInterfaces {
  /** Empty text where it is not known. */
  instanceIdOf(interfaceId: string, address: string): string;
  functionArnOf(interfaceId: string): string;
}

/** Records that are recognised, and no event is made of. */
export type Skipped =
  /** CloudTrail's digest files. */
  | 'digest'
  /** CloudTrail's Insight records. */
  | 'insight'
  /** A notice that an object was written (S3, SNS, SQS, EventBridge): the log is elsewhere. */
  | 'pointer'
  /** A flow log line of a transit gateway: no interface of a machine. */
  | 'transit-gateway'
  /** A flow log line that says that nothing was seen, or that something was missed. */
  | 'no-data'
  /** A Kubernetes request that is under way: it is logged again when it is finished. */
  | 'unfinished'
  /** A database's log line that is no login, or another line of a control plane's logs. */
  | 'other-line'
  /** CloudWatch Logs asking whether a subscription works. */
  | 'control-message';

export interface ReadCounts {
  /** Records whose head was read. */
  records: number;
  /** Records that were wanted, whole, and handed to `onEvent`. */
  events: number;
  unreadable: number;
  /** What `onSkipped` was told of. */
  skipped: number;
  /** Bytes of text, after decompression. */
  bytes: number;
}

/** One text being read, piece by piece, as the reader of its form does it. */
export interface Reading {
  /** A problem has ended the text: the rest need not be read. */
  readonly isOver: boolean;
  /** A promise only if `onEvent` gave one: waiting for nothing costs too much at this rate. */
  feed(piece: Uint8Array): Promise<void> | undefined;
  finish(): Promise<void>;
  /** Lets go of what is held, finished or not. */
  close(): void | Promise<void>;
}

/** What one record, or one line, turned out to be. */
export type Outcome = Event | SkippedRecord | UnreadableRecord;

export interface SkippedRecord {
  readonly kind: 'skipped';
  readonly what: Skipped;
}

export interface UnreadableRecord {
  readonly kind: 'unreadable';
  readonly reason: UnreadableProblem['reason'];
}

export function skipped(what: Skipped): SkippedRecord {
  return { kind: 'skipped', what };
}

export function unreadable(reason: UnreadableRecord['reason']): UnreadableRecord {
  return { kind: 'unreadable', reason };
}
