import { parseIso } from '../lib/clock.ts';
import { CloudTrailScanner } from './cloud-trail-scanner.ts';
import type { CloudTrailEvent, CloudTrailHead, Event } from './event.ts';
import { carriedText } from './json/carried-text.ts';
import { outcomesOf } from './json/json-record.ts';
import { type Envelope, sourceOfEnvelope } from './json/log-envelope.ts';
import { OtherHead } from './json/other-head.ts';
import { type JsonObject, parsedObject } from './json/parsed-object.ts';
import { LineFormats } from './line-formats.ts';
import { type Outcome, type Reading, skipped, unreadable } from './log-reader.ts';
import type { LogSink } from './log-sink.ts';
import type { LogSource } from './log-source.ts';
import type { UnreadableReason } from './unreadable.ts';

/** S3's notices of written objects look like CloudTrail records, and have this source. */
const NOTICE_SOURCE = 'aws:s3';

/**
 * Reads JSON in every form that logs have: `{"Records":[…]}`, Kubernetes' event lists, CloudWatch
 * Logs' envelopes, arrays, one record a line, single records. Of records that come in bulk only the
 * head is read before somebody wants them; others are parsed.
 */
export class JsonReading implements Reading {
  private readonly scanner = new CloudTrailScanner();
  /** What is known of the log, with what the envelope in hand says. */
  private source: LogSource;
  private envelope: Envelope | undefined;
  private lines: LineFormats | undefined;
  private readonly head = new OtherHead();

  constructor(private readonly sink: LogSink) {
    this.source = sink.reader.source ?? {};
  }

  get isOver(): boolean {
    return this.sink.isOver;
  }

  feed(piece: Uint8Array): Promise<void> | undefined {
    this.scanner.feed(piece);
    return this.drain();
  }

  async finish(): Promise<void> {
    this.scanner.finish();
    await this.drain();
  }

  private drain(): Promise<void> | undefined {
    const { scanner, sink } = this;
    for (;;) {
      switch (scanner.next()) {
        case 'record': {
          const waiting = this.record(scanner.head);
          if (waiting !== undefined) return waiting.then(() => this.drain());
          break;
        }
        case 'container':
          this.envelope = parsedObject(`${scanner.recordText()}]}`);
          this.source = sourceOfEnvelope(this.envelope, sink.reader.source ?? {});
          break;
        case 'problem':
          sink.problem(scanner.problem);
          break;
        case 'skipped':
          sink.skip(scanner.reader.kind === 'insight' ? 'insight' : 'digest');
          break;
        default:
          return undefined;
      }
    }
  }

  private record(found: CloudTrailHead): Promise<void> | undefined {
    const { scanner, sink } = this;
    if (!scanner.isInside) this.leaveEnvelope();
    if (sink.reader.onText) sink.text = () => this.recordLine();
    if (found.source === '' && found.name === '') return this.other();
    if (found.source === NOTICE_SOURCE) return sink.skip('pointer');
    const text = () => scanner.recordText();
    const head = filled(found, this.source);
    const { recordBytes, recordOffset } = scanner;
    return sink.record(head, recordBytes, recordOffset, () => eventOf(head, text()));
  }

  /** The record in one line; a message of CloudWatch Logs keeps the envelope that names its log. */
  private recordLine(): string {
    const text = this.scanner.recordText();
    const { envelope } = this;
    if (typeof envelope?.logGroup === 'string') {
      return JSON.stringify({ ...envelope, logEvents: [parsedObject(text)] });
    }
    return text.includes('\n') ? JSON.stringify(parsedObject(text)) : text;
  }

  private leaveEnvelope(): void {
    this.envelope = undefined;
    this.source = this.sink.reader.source ?? {};
  }

  /** A record of another log, or something around one or more. */
  private other(): Promise<void> | undefined {
    const { scanner, sink } = this;
    const { recordBytes, recordOffset } = scanner;
    const head = scanner.readTexts(this.head.reader) ? this.head.of(this.source) : undefined;
    if (head === 'unfinished') return sink.skip('unfinished');
    if (head !== undefined) {
      if (head.accountId === '') return sink.refuse('no-account', recordOffset);
      return sink.record(head, recordBytes, recordOffset, () => this.parsed());
    }
    const record = parsedObject(scanner.recordText());
    if (record === undefined) return sink.refuse('invalid-json', recordOffset);
    let waiting: Promise<void> | undefined;
    for (const outcome of this.outcomesOf(record)) {
      const take = () => sink.take(outcome, recordBytes, recordOffset);
      waiting = waiting === undefined ? take() : waiting.then(take);
    }
    return waiting;
  }

  /** The event of the record in hand, whose head has been read. */
  private parsed(): Event | UnreadableReason {
    const record = parsedObject(this.scanner.recordText());
    if (record === undefined) return 'invalid-json';
    const [outcome] = outcomesOf(record, this.source);
    if (outcome === undefined || outcome.kind === 'skipped') return 'unknown-record';
    return outcome.kind === 'unreadable' ? outcome.reason : outcome;
  }

  /** A line of a log, JSON or not, may stand as text in an object of its own. */
  private outcomesOf(record: JsonObject): readonly Outcome[] {
    const text = carriedText(record);
    if (text === undefined) return outcomesOf(record, this.source);
    if (this.envelope?.messageType === 'CONTROL_MESSAGE') return [skipped('control-message')];
    this.lines ??= new LineFormats(this.sink.reader.interfaces);
    return this.lines.read(text, this.source) ?? [unreadable('unknown-line')];
  }
}

/** The declared account and Region where the record names none. */
function filled(head: CloudTrailHead, { accountId, region }: LogSource): CloudTrailHead {
  const lacks =
    (head.accountId === '' && accountId !== undefined) ||
    (head.region === '' && region !== undefined);
  if (!lacks) return head;
  return {
    ...head,
    accountId: head.accountId || (accountId ?? ''),
    region: head.region || (region ?? ''),
  };
}

/** The event that a record's text holds, or why it holds none. */
function eventOf(head: CloudTrailHead, text: string): CloudTrailEvent | UnreadableReason {
  const record = parsedObject(text);
  if (record === undefined) return 'invalid-json';
  const time = typeof record.eventTime === 'string' ? parseIso(record.eventTime) : undefined;
  if (time === undefined) return 'no-time';
  if (head.accountId === '') return 'no-account';
  const id = typeof record.eventID === 'string' ? record.eventID : '';
  return { ...head, id, time, record };
}
