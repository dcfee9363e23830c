import type { CloudTrailHead } from '../event.ts';
import type { LogSource } from '../log-source.ts';
import type { RecordHeadReader } from '../record-head.ts';
import {
  ACCESS_KEY,
  ACCOUNT,
  ADDRESS,
  CATEGORY,
  ENDPOINT,
  ISSUER_TYPE,
  NAME,
  PRINCIPAL,
  RECIPIENT,
  REGION,
  SOURCE,
  TYPE,
  USER_AGENT,
} from '../record-head-names.ts';
import { AI_SOURCES, isDataEvent, S3 } from './data-events.ts';

/**
 * The head of the CloudTrail record that the reader has read last, good until it reads the next.
 * Texts are made of what is asked for.
 */
export class CloudTrailRecordHead implements CloudTrailHead {
  readonly kind = 'cloudtrail';
  /** What is known of the log; for what the record does not say. */
  declared: LogSource = {};

  constructor(private readonly reader: RecordHeadReader) {}

  /** `recipientAccountId`, else `userIdentity.accountId`. */
  get accountId(): string {
    const { reader } = this;
    return reader.text(RECIPIENT) || reader.text(ACCOUNT) || (this.declared.accountId ?? '');
  }

  get region(): string {
    return this.reader.text(REGION) || (this.declared.region ?? '');
  }

  get source(): string {
    return this.reader.text(SOURCE);
  }

  get name(): string {
    return this.reader.text(NAME);
  }

  get userAgent(): string {
    return this.reader.text(USER_AGENT);
  }

  get sourceAddress(): string {
    return this.reader.text(ADDRESS);
  }

  get identityType(): string {
    return this.reader.text(TYPE);
  }

  get sessionName(): string {
    const principalId = this.reader.text(PRINCIPAL);
    const colon = principalId.indexOf(':');
    return colon < 0 ? '' : principalId.slice(colon + 1);
  }

  get accessKeyId(): string {
    return this.reader.text(ACCESS_KEY);
  }

  get issuedTo(): string {
    return this.reader.text(ISSUER_TYPE);
  }

  get isThroughOthers(): true | undefined {
    const account = this.reader.text(ENDPOINT);
    return account !== '' && account !== this.reader.text(ACCOUNT) ? true : undefined;
  }

  get dataBucket(): string | undefined {
    return this.isData && this.source === S3 ? this.reader.bucketName() : undefined;
  }

  get isAiData(): true | undefined {
    return this.isData && AI_SOURCES.has(this.source) ? true : undefined;
  }

  private get isData(): boolean {
    return isDataEvent(this.reader.text(CATEGORY), this.source, this.name);
  }
}
