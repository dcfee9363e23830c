import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import type { PushedLog } from '../domain/record-push.ts';
import type { LogFile } from '../ingest/open-log-files.ts';
import { readObject } from '../ingest/read-object.ts';
import { INGEST_TRIES_MAX, INGEST_WAIT_MILLIS, INGEST_WAIT_MILLIS_MAX } from '../limits.ts';
import { readLog } from '../normalise/read-log.ts';
import type { UnreadableProblem } from '../normalise/unreadable.ts';
import { callVedette, refusalOf, UnreachableError, type VedetteAnswer } from './call-vedette.ts';
import type { Caller } from './client-options.ts';

export interface IngestTotals {
  files: number;
  accepted: number;
  duplicates: number;
  findings: number;
  /** By the server's reason. */
  refused: Map<string, number>;
  /** Files that could not be opened or read to their end. */
  unreadableFiles: number;
  /** Records that could not be read, here or by the server's judgement. */
  unreadable: number;
}

export interface SendOptions {
  /** Records are gathered up to this many bytes, cut at record boundaries. */
  readonly bodyBytes: number;
  /** Whose logs they are, where they do not say it. */
  readonly log?: PushedLog;
  /** Told of every fault and every new try. */
  note(line: string): void;
  /** Called after every file. */
  progress?(path: string, totals: IngestTotals): void;
}

/**
 * Sends all records of these files to PutRecords, in order, as gzip of one record a line.
 * Throws an Error for the operator when the server refuses a body or stays out of reach.
 */
export async function sendRecords(
  caller: Caller,
  files: AsyncIterable<LogFile>,
  options: SendOptions,
): Promise<IngestTotals> {
  const totals: IngestTotals = {
    files: 0,
    accepted: 0,
    duplicates: 0,
    findings: 0,
    refused: new Map(),
    unreadableFiles: 0,
    unreadable: 0,
  };
  const body = new Body(options.bodyBytes, async (bytes) => {
    add(totals, await sendPatiently(caller, bytes, options));
  });
  for await (const file of files) {
    await readFile(file, totals, options, body);
    options.progress?.(file.path, totals);
  }
  await body.send();
  return totals;
}

/** Gathers lines until they are enough for one call. A body holds one form, and its header. */
class Body {
  private lines: string[] = [];
  private bytes = 0;
  private header: string | undefined;
  private isJson = true;

  constructor(
    private readonly bytesMax: number,
    private readonly take: (body: Uint8Array) => Promise<void>,
  ) {}

  async add(line: string, isHeader: boolean): Promise<void> {
    const isJson = line.startsWith('{');
    const size = Buffer.byteLength(line) + 1;
    if (isHeader || isJson !== this.isJson || this.bytes + size > this.bytesMax) await this.send();
    this.isJson = isJson;
    if (isHeader) this.header = line;
    else {
      if (this.lines.length === 0 && this.header !== undefined) this.lines.push(this.header);
      this.lines.push(line);
      this.bytes += size;
    }
  }

  /** A header counts for the lines behind it, and for those of its own file alone. */
  async endFile(): Promise<void> {
    if (this.header !== undefined) await this.send();
    this.header = undefined;
  }

  async send(): Promise<void> {
    if (this.lines.length === 0) return;
    const body = gzipSync(this.lines.join('\n'));
    this.lines = [];
    this.bytes = 0;
    await this.take(body);
  }
}

/**
 * Records are of the account that sends them, and whether that is so the server says. Here an
 * account is only needed to read logs that name none.
 */
const SENDER = '000000000000';

async function readFile(
  file: LogFile,
  totals: IngestTotals,
  options: SendOptions,
  body: Body,
): Promise<void> {
  const { path } = file;
  let isWhole = !('unreadable' in file);
  if ('unreadable' in file) options.note(`${path}: cannot be read (${file.unreadable})`);
  const onUnreadable = (problem: UnreadableProblem) => {
    if (problem.endsFile) isWhole = false;
    else totals.unreadable += 1;
    options.note(`${path}: unreadable at byte ${problem.offset} (${problem.reason})`);
  };
  try {
    if (isWhole) {
      await readLog(readObject(path), {
        source: { ...options.log, accountId: SENDER },
        wants: () => false,
        onEvent: () => undefined,
        onText: (text, isHeader) => body.add(text, isHeader),
        onUnreadable,
      });
      await body.endFile();
    }
  } catch (error) {
    if (!isFileError(error)) throw error;
    isWhole = false;
    options.note(`${path}: cannot be read (${error.code})`);
  }
  if (isWhole) totals.files += 1;
  else totals.unreadableFiles += 1;
}

/** Sends one body until it is taken: busy and failing servers are asked again, later and later. */
async function sendPatiently(
  caller: Caller,
  body: Uint8Array,
  options: SendOptions,
): Promise<VedetteAnswer> {
  for (let tries = 1; ; tries += 1) {
    const outcome = await tryOnce(caller, body, options.log);
    if (typeof outcome !== 'string') return outcome;
    if (tries === INGEST_TRIES_MAX) throw new Error(`${outcome} (${tries} tries)`);
    const wait = Math.min(INGEST_WAIT_MILLIS * 2 ** (tries - 1), INGEST_WAIT_MILLIS_MAX);
    options.note(`${outcome} Next try in about ${wait} ms.`);
    // Half of the wait is chance, so that many senders do not come back in one moment.
    await sleep(wait * (0.5 + Math.random() / 2));
  }
}

/** The answer, or why another try makes sense. */
async function tryOnce(
  caller: Caller,
  body: Uint8Array,
  log: PushedLog = {},
): Promise<VedetteAnswer | string> {
  try {
    const query = new Map(Object.entries(log));
    const contentType = 'application/octet-stream';
    const call = { path: '/records', query, body, contentType } as const;
    const answer = await callVedette(caller, call);
    if (answer.status === 200) return answer;
    if (answer.status === 429 || answer.status >= 500) return refusalOf(answer);
    throw new Error(refusalOf(answer));
  } catch (error) {
    if (error instanceof UnreachableError) return error.message;
    throw error;
  }
}

function add(totals: IngestTotals, answer: VedetteAnswer): void {
  totals.accepted += countOf(answer.body.accepted);
  totals.duplicates += countOf(answer.body.duplicates);
  totals.findings += countOf(answer.body.findings);
  const refused = answer.body.refused;
  if (typeof refused !== 'object' || refused === null) return;
  for (const [reason, count] of Object.entries(refused)) {
    totals.refused.set(reason, (totals.refused.get(reason) ?? 0) + countOf(count));
  }
}

function countOf(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}

function isFileError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error && 'code' in error;
}
