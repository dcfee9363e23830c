import { parseIso } from '../lib/clock.ts';
import { GunzipError, gunzip, gunzipSmall, isGzip } from '../lib/gunzip.ts';
import { INFLATED_BYTES_MAX, INFLATED_RATIO_FREE_BYTES, INFLATED_RATIO_MAX } from '../limits.ts';
import { CloudTrailScanner } from './cloud-trail-scanner.ts';
import type { CloudTrailEvent, CloudTrailHead } from './event.ts';
import type { UnreadableProblem, UnreadableReason } from './unreadable.ts';

export type { UnreadableProblem, UnreadableReason } from './unreadable.ts';

export interface CloudTrailReader {
  /** Is the record worth parsing? Called once for each record, before it is parsed. */
  wants(head: CloudTrailHead): boolean;
  /** `bytes`: length of the record's text. */
  onEvent(event: CloudTrailEvent, bytes: number): void | Promise<void>;
  /** Every record, wanted or not, before `wants`. */
  onRecord?(head: CloudTrailHead): void;
  onUnreadable?(problem: UnreadableProblem): void;
  /** Text that one gzip body may inflate to; `INFLATED_BYTES_MAX` where it is left out. */
  readonly inflatedBytesMax?: number;
}

export interface ReadCounts {
  /** Records whose head was read. */
  records: number;
  /** Records that were wanted, whole, and handed to `onEvent`. */
  events: number;
  unreadable: number;
  /** Digests and Insight records: recognised, and of no use here. */
  skipped: number;
  /** Bytes of text, after decompression. */
  bytes: number;
}

type Chunks = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/** Fed in pieces that stay in the processor's cache between the copy and the scan. */
const PIECE_BYTES = 128 * 1024;

/**
 * Reads CloudTrail records from `{"Records":[…]}`, an array, one record a line or single records,
 * plain or gzip, whatever the file is called. Throws only what `chunks` or a callback throws: all
 * that is wrong with the bytes goes to `onUnreadable`, and what was read before it counts.
 */
export async function readCloudTrail(
  chunks: Chunks,
  options: CloudTrailReader,
): Promise<ReadCounts> {
  const reading = new Reading(options);
  try {
    for await (const chunk of texts(chunks, options.inflatedBytesMax ?? INFLATED_BYTES_MAX)) {
      for (let from = 0; from < chunk.length && !reading.isOver; from += PIECE_BYTES) {
        const waiting = reading.feed(chunk.subarray(from, from + PIECE_BYTES));
        if (waiting !== undefined) await waiting;
      }
      if (reading.isOver) break;
    }
    await reading.finish();
  } catch (error) {
    if (!(error instanceof GunzipError)) throw error;
    reading.breakOff(error.reason);
  }
  return reading.counts;
}

/** The chunks themselves, or what they inflate to if they begin as gzip does. */
async function* texts(chunks: Chunks, bytesMax: number): AsyncGenerator<Uint8Array> {
  const iterator =
    Symbol.asyncIterator in chunks ? chunks[Symbol.asyncIterator]() : chunks[Symbol.iterator]();
  try {
    let start: Uint8Array = new Uint8Array(0);
    let next = await iterator.next();
    for (; !next.done && start.length < 2; next = await iterator.next()) {
      start = start.length === 0 ? next.value : Buffer.concat([start, next.value]);
    }
    const isAll = next.done === true;
    const all = isAll ? [start] : resumed(start, next.value, iterator);
    if (!isGzip(start)) {
      yield* all;
      return;
    }
    const limits = {
      bytesMax,
      ratioMax: INFLATED_RATIO_MAX,
      ratioFreeBytes: INFLATED_RATIO_FREE_BYTES,
    };
    const text = isAll ? gunzipSmall(start, limits) : undefined;
    if (text !== undefined) yield text;
    else yield* gunzip(all, limits);
  } finally {
    await iterator.return?.();
  }
}

async function* resumed(
  first: Uint8Array,
  second: Uint8Array,
  iterator: AsyncIterator<Uint8Array> | Iterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  yield first;
  yield second;
  for (let next = await iterator.next(); !next.done; next = await iterator.next()) {
    yield next.value;
  }
}

/** One body being read: the scanner, who asked, and the counts. */
class Reading {
  readonly counts: ReadCounts = { records: 0, events: 0, unreadable: 0, skipped: 0, bytes: 0 };
  /** A problem has ended the file: the rest need not be read. */
  isOver = false;

  private readonly scanner = new CloudTrailScanner();

  constructor(private readonly options: CloudTrailReader) {}

  /** A promise only if `onEvent` gave one: waiting for nothing costs too much at this rate. */
  feed(piece: Uint8Array): Promise<void> | undefined {
    this.counts.bytes += piece.length;
    this.scanner.feed(piece);
    return this.drain();
  }

  async finish(): Promise<void> {
    this.scanner.finish();
    await this.drain();
  }

  breakOff(reason: UnreadableReason): void {
    this.unreadable({ reason, offset: this.counts.bytes, endsFile: true });
  }

  private drain(): Promise<void> | undefined {
    for (;;) {
      switch (this.scanner.next()) {
        case 'record': {
          const waiting = this.record(this.scanner.head);
          if (waiting !== undefined) return waiting.then(() => this.drain());
          break;
        }
        case 'problem':
          this.unreadable(this.scanner.problem);
          break;
        case 'skipped':
          this.counts.skipped += 1;
          break;
        default:
          return undefined;
      }
    }
  }

  private record(head: CloudTrailHead): Promise<void> | undefined {
    if (head.source === '' && head.name === '') return this.refuse('not-cloudtrail');
    this.counts.records += 1;
    this.options.onRecord?.(head);
    if (!this.options.wants(head)) return undefined;
    const text = this.scanner.recordText();
    const event = eventOf(head, text);
    if (typeof event === 'string') return this.refuse(event);
    this.counts.events += 1;
    return this.options.onEvent(event, text.length) ?? undefined;
  }

  private refuse(reason: UnreadableReason): undefined {
    this.unreadable({ reason, offset: this.scanner.recordOffset, endsFile: false });
  }

  private unreadable(problem: UnreadableProblem): void {
    this.counts.unreadable += 1;
    this.isOver ||= problem.endsFile;
    this.options.onUnreadable?.(problem);
  }
}

/** The event that a record's text holds, or why it holds none. */
function eventOf(head: CloudTrailHead, text: string): CloudTrailEvent | UnreadableReason {
  const record = parsed(text);
  if (record === undefined) return 'invalid-json';
  const time = typeof record.eventTime === 'string' ? parseIso(record.eventTime) : undefined;
  if (time === undefined) return 'no-time';
  if (head.accountId === '') return 'no-account';
  const id = typeof record.eventID === 'string' ? record.eventID : '';
  return { ...head, id, time, record };
}

/** `text` begins with a brace, so what JSON.parse gives is an object. */
function parsed(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
