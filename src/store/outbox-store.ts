import type { Notice } from '../domain/notice.ts';

export type OutboxKind = 'invitation' | 'export-failure' | 'finding' | 'membership' | 'source';

/** One thing that is on its way to one sink. */
export interface OutboxItem {
  /** Ascends in the order in which items were added. */
  readonly seq: number;
  /** The sink's name. */
  readonly sink: string;
  /** Items of one sink and subject leave in their order, one after the other. */
  readonly subject: string;
  readonly kind: OutboxKind;
  readonly accountId: string;
  readonly region: string;
  /** The same at every try: receivers tell a repetition by it. */
  readonly eventId: string;
  /** JSON. */
  readonly body: string;
  /** When the next try is due, epoch milliseconds. */
  readonly dueAt: number;
  readonly createdAt: number;
  readonly tries: number;
  /** In words without secrets: `timeout`, `status 500`. */
  readonly lastError?: string;
  /** Given up after too many tries, until somebody asks for it to be sent again. */
  readonly dead: boolean;
}

export type NewOutboxItem = Omit<OutboxItem, 'seq' | 'tries' | 'lastError' | 'dead'>;

/** What a sink has come to, over all starts of the server. */
export interface SinkRecord {
  readonly sink: string;
  readonly delivered: number;
  /** Taken out of a queue that was full. */
  readonly dropped: number;
  readonly lastSuccessAt?: number;
  readonly lastFailureAt?: number;
  readonly lastError?: string;
}

export interface OutboxCounts {
  readonly waiting: number;
  readonly dead: number;
  readonly oldestAt?: number;
}

/** What waits to leave. Written together with what it tells of. */
export interface OutboxStore {
  /**
   * Adds an item. With `merge`, it takes the place of the item of the same sink, subject and kind
   * that waits for a later time and was never tried; the earlier of the two times holds.
   */
  add(item: NewOutboxItem, merge: boolean): Promise<void>;
  /** Due and first of their subject, oldest first. */
  due(sink: string, now: number, limit: number): Promise<OutboxItem[]>;
  /** When the next item of any of these sinks is due. */
  nextDueAt(sinks: readonly string[]): Promise<number | undefined>;
  /** Takes out what has arrived. An item that was replaced meanwhile stays. */
  delivered(items: readonly OutboxItem[], now: number): Promise<void>;
  /** The same items after a failed try: `dueAt`, `tries`, `lastError` and `dead` are kept. */
  failed(items: readonly OutboxItem[], now: number): Promise<void>;
  /** Oldest first, after `after`. */
  deadLetters(sink: string | undefined, limit: number, after?: number): Promise<OutboxItem[]>;
  /** Dead letters of a sink become due again, all or those named; answers how many. */
  resend(sink: string, now: number, seqs?: readonly number[]): Promise<number>;
  /** Takes out the oldest items beyond these numbers; answers how many. */
  trim(sink: string, keep: { readonly waiting: number; readonly dead: number }): Promise<number>;
  counts(sink: string): Promise<OutboxCounts>;
  /** Names of all sinks that anything is kept of, ascending. */
  sinks(): Promise<string[]>;
  record(sink: string): Promise<SinkRecord>;
}

export interface NoticeStore {
  put(notice: Notice): Promise<void>;
  get(accountId: string, noticeId: string): Promise<Notice | undefined>;
  /** Newest first, in all Regions, after the notice called `after`. */
  list(accountId: string, limit: number, after?: string): Promise<Notice[]>;
  /** Deletes the oldest beyond this number. */
  trim(accountId: string, keep: number): Promise<void>;
}
