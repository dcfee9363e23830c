import { CloudTrailScanner } from './cloud-trail-scanner.ts';
import type { Event } from './event.ts';
import { carriedText } from './json/carried-text.ts';
import { CloudTrailRecordHead } from './json/cloud-trail-head.ts';
import { cloudTrailOutcome } from './json/cloud-trail-record.ts';
import { dnsOutcome } from './json/dns-record.ts';
import { outcomesOf } from './json/json-record.ts';
import { type Envelope, sourceOfEnvelope } from './json/log-envelope.ts';
import { type JsonObject, parsedObject } from './json/parsed-object.ts';
import { QueryHead } from './json/query-head.ts';
import { requestHead } from './json/request-head.ts';
import { LineFormats } from './line-formats.ts';
import { type Outcome, type Reading, skipped, unreadable } from './log-reader.ts';
import type { LogSink } from './log-sink.ts';
import type { LogSource } from './log-source.ts';
import { INPUT_SOURCES } from './record-head-names.ts';
import type { UnreadableReason } from './unreadable.ts';

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
  private readonly callHead = new CloudTrailRecordHead(this.scanner.reader);
  private readonly queryHead = new QueryHead(this.scanner.reader);
  /** The event of the record in hand, of whichever log it is: made once, asked of each record. */
  private readonly makeCall = () => this.made((record) => cloudTrailOutcome(record, this.source));
  private readonly makeQuery = () => this.made((record) => dnsOutcome(record, this.source));
  private readonly makeOther = () => this.made((record) => outcomesOf(record, this.source)[0]);

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

  close(): void {
    this.scanner.close();
  }

  private drain(): Promise<void> | undefined {
    const { scanner, sink } = this;
    for (;;) {
      switch (scanner.next()) {
        case 'record': {
          const waiting = this.record();
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

  private record(): Promise<void> | undefined {
    const { scanner, sink, callHead } = this;
    const { recordBytes, recordOffset } = scanner;
    if (!scanner.isInside) this.leaveEnvelope();
    if (sink.reader.onText) sink.text = () => this.recordLine();
    const { source, name } = callHead;
    if (source === '' && name === '') {
      const head = this.queryHead.take(this.source);
      if (head.domain === '') return this.other();
      if (head.accountId === '') return sink.refuse('no-account', recordOffset);
      return sink.record(head, recordBytes, recordOffset, this.makeQuery);
    }
    if (source.startsWith(INPUT_SOURCES)) return this.other();
    callHead.declared = this.source;
    return sink.record(callHead, recordBytes, recordOffset, this.makeCall);
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
    const head = requestHead(scanner.reader, this.source);
    if (head === 'unfinished') return sink.skip('unfinished');
    if (head !== undefined) {
      if (head.accountId === '') return sink.refuse('no-account', recordOffset);
      return sink.record(head, recordBytes, recordOffset, this.makeOther);
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

  /** The event of the record in hand, whose head has been read; or why it is none. */
  private made(outcomeOf: (record: JsonObject) => Outcome | undefined): Event | UnreadableReason {
    const record = parsedObject(this.scanner.recordText());
    if (record === undefined) return 'invalid-json';
    const outcome = outcomeOf(record);
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
