import type { DnsHead } from '../event.ts';
import type { LogSource } from '../log-source.ts';
import type { RecordHeadReader } from '../record-head.ts';
import { QUERY_ACCOUNT, QUERY_REGION } from '../record-head-names.ts';

/** The head of the query that the reader has read last, good until it reads the next. */
export class QueryHead implements DnsHead {
  readonly kind = 'dns';
  domain = '';
  private source: LogSource = {};

  constructor(private readonly reader: RecordHeadReader) {}

  /** Takes up what the reader has just read. */
  take(source: LogSource): this {
    this.source = source;
    this.domain = this.reader.domain();
    return this;
  }

  get accountId(): string {
    return this.reader.text(QUERY_ACCOUNT) || (this.source.accountId ?? '');
  }

  get region(): string {
    return this.reader.text(QUERY_REGION) || (this.source.region ?? '');
  }

  get answers(): readonly string[] {
    return this.reader.answers.texts();
  }

  someIpv4Answer(isIt: (address: number) => boolean): boolean {
    return this.reader.answers.someIpv4(isIt);
  }

  get hasOtherAnswers(): boolean {
    return this.reader.answers.hasOthers;
  }
}
