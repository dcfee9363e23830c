import { PADDING } from '../json-bytes.ts';
import type { LineFormat } from '../line-format.ts';
import {
  type KnownInterfaces,
  type Outcome,
  type SkippedRecord,
  skipped,
  type UnreadableRecord,
  unreadable,
} from '../log-reader.ts';
import type { LogSource } from '../log-source.ts';
import { giveBack, type Region, takeRegion } from '../scan-memory.ts';
import {
  ACCOUNT_ID,
  columnsOf,
  DEFAULT_COLUMNS,
  DSTADDR,
  END,
  type FlowColumns,
  fieldsOfFormat,
  isFlowHeader,
  isTransitGatewayHeader,
  LOG_STATUS,
  PKT_DSTADDR,
  PKT_SRCADDR,
  SRCADDR,
  START,
} from './flow-fields.ts';
import { FlowLine } from './flow-line.ts';
import { FlowRecord } from './flow-record.ts';

/** Lines of version 2 without a header: `2 123456789012 eni-… …`. */
const HEADERLESS = /^\d (\d{12}|unknown) (eni-|-)/;
const TRANSIT_GATEWAY = /^\d TransitGateway /;
const ACCOUNT = /^\d{12}$/;
/** First letters of `NODATA` and `SKIPDATA`; all else is `OK`. */
const N = 'N'.charCodeAt(0);
const S = 'S'.charCodeAt(0);
/** Where files stand one behind the other, a header stands where values do. */
const HEADINGS = new Set(['srcaddr', 'pkt-srcaddr']);
/** A time with more digits is no second of any century that matters. */
const SECONDS_MAX = 1e12;

/** VPC flow logs: the header line says which fields there are, and in which order. */
export class FlowFormat implements LineFormat {
  /** The line in hand. */
  readonly line = new FlowLine();
  private columns: FlowColumns | undefined;
  private isTransitGateway = false;
  private account = '';
  private readonly record: FlowRecord;
  /** The event of the line in hand. */
  readonly makeEvent = () => this.record.event();

  constructor(interfaces: KnownInterfaces | undefined) {
    this.record = new FlowRecord(this.line, interfaces);
  }

  read(line: string, source: LogSource): Outcome | readonly Outcome[] | undefined {
    const values = line.split(' ', 100);
    if (isFlowHeader(values)) {
      this.isTransitGateway = isTransitGatewayHeader(values);
      this.columns = columnsOf(values);
      return [];
    }
    if (this.isTransitGateway || TRANSIT_GATEWAY.test(line)) return skipped('transit-gateway');
    if (this.columns === undefined) this.takeDeclared(source, values.length);
    if (this.isTransitGateway) return skipped('transit-gateway');
    const isHeaderless = this.columns === undefined && HEADERLESS.test(line);
    if (this.columns === undefined && !isHeaderless) return undefined;
    const text = `${line}\n`;
    const region = takeRegion(Buffer.byteLength(text) + PADDING);
    region.bytes.write(text);
    this.readLine(region, 0);
    if (isHeaderless && this.line.isOfColumns) this.columns = DEFAULT_COLUMNS;
    const found = this.inHand(source);
    const outcome = found instanceof FlowRecord ? found.event() : found;
    giveBack(region);
    return outcome;
  }

  /** For lines without a header, and with as many fields as were declared. */
  private takeDeclared({ flowFormat }: LogSource, count: number): void {
    const names = flowFormat === undefined ? [] : fieldsOfFormat(flowFormat);
    if (names.length === 0 || names.length !== count) return;
    this.isTransitGateway = isTransitGatewayHeader(names);
    this.columns = columnsOf(names);
  }

  /** Lines can be read as bytes, since their fields are known. */
  get isReady(): boolean {
    return this.columns !== undefined && !this.isTransitGateway;
  }

  /** Takes up the line that begins there, and ends in this region. */
  readLine(region: Region, from: number): void {
    this.line.read(region, from, this.columns ?? DEFAULT_COLUMNS);
  }

  /** What the line in hand is; undefined where it is none of this log, or a header. */
  inHand(source: LogSource): FlowRecord | SkippedRecord | UnreadableRecord | undefined {
    const { columns, line } = this;
    if (columns === undefined || !line.isOfColumns) return undefined;
    if (isNoData(line.first(LOG_STATUS))) return skipped('no-data');
    const start = line.number(START);
    const seconds = start >= 0 ? start : line.number(END);
    const hasEnds =
      (line.has(SRCADDR) || line.has(PKT_SRCADDR)) && (line.has(DSTADDR) || line.has(PKT_DSTADDR));
    if (!hasEnds) return unreadable('unknown-line');
    if (seconds < 0 || seconds >= SECONDS_MAX) {
      const isHeader = HEADINGS.has(line.text(SRCADDR) || line.text(PKT_SRCADDR));
      return isHeader ? undefined : unreadable('no-time');
    }
    const accountId = this.accountOf() || (source.accountId ?? '');
    if (accountId === '') return unreadable('no-account');
    this.record.take(source, accountId, seconds);
    return this.record;
  }

  /** Most lines name the account of the line before. */
  private accountOf(): string {
    const named = this.line.name(ACCOUNT_ID);
    if (named === this.account) return named;
    if (!ACCOUNT.test(named)) return '';
    this.account = named;
    return named;
  }
}

function isNoData(first: number): boolean {
  return first === N || first === S;
}
