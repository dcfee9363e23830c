import { SCAN_PROBLEMS_NAMED_MAX } from '../limits.ts';
import type { Event, Head } from '../normalise/event.ts';
import type { KnownInterfaces } from '../normalise/log-reader.ts';
import type { LogSource } from '../normalise/log-source.ts';
import { type ReadCounts, readLog } from '../normalise/read-log.ts';
import type { UnreadableProblem, UnreadableReason } from '../normalise/unreadable.ts';
import type { ScanTally } from './scan-summary.ts';

export interface ScannedFile {
  readonly path: string;
  /** It was asked for by name, not found below a directory. */
  readonly isNamed: boolean;
}

export interface FileScan {
  readonly tally: ScanTally;
  wants(head: Head): boolean;
  take(event: Event, bytes: number): void;
  readonly source: LogSource;
  readonly interfaces: KnownInterfaces;
  /** Bytes of the file, as stored, before they are looked at. */
  onChunk(chunk: Uint8Array): void;
  note(line: string): void;
}

/** Names that say "log". Only asked of files that hold none: then they are broken, not others. */
const LOG_NAME = /\.(json|jsonl|ndjson|log|gz)$/i;

const REASONS: Readonly<Record<UnreadableReason, string>> = {
  'unknown-record': 'an object that is no record of a log known here',
  'unknown-line': 'a line of another form than its log has',
  'unknown-format': 'not in the format of any log known here',
  'no-time': 'a record without a time',
  'no-account': 'a record that names no account, of a log for which none was declared',
  'not-an-object': 'a value that is no record',
  'invalid-json': 'a record that is not JSON',
  'too-large': 'a record that is too large',
  'too-deep': 'a record that is nested too deeply',
  syntax: 'not JSON from here on; the rest is skipped',
  truncated: 'ends in the middle',
  'corrupt-gzip': 'broken gzip from here on; the rest is skipped',
  'corrupt-parquet': 'broken Parquet; the rest is skipped',
  'inflates-too-much': 'inflates to more than a log would; the rest is skipped',
};

/** Reads one file into the scan. What is wrong with it is noted and counted, and ends only it. */
export async function scanFile(
  file: ScannedFile,
  chunks: AsyncIterable<Uint8Array>,
  scan: FileScan,
): Promise<void> {
  const { tally } = scan;
  const problems = new FileProblems();
  let counts: ReadCounts;
  try {
    counts = await readLog(told(chunks, scan.onChunk), {
      wants: scan.wants,
      onEvent: scan.take,
      onRecord: (head) => tally.see(head),
      onUnreadable: (problem) => problems.add(problem),
      onSkipped: (what) => tally.skip(what),
      source: scan.source,
      interfaces: scan.interfaces,
    });
  } catch (error) {
    if (!isFileError(error)) throw error;
    tally.unreadableFiles += 1;
    scan.note(`${file.path}: cannot be read (${error.code})`);
    return;
  }
  tally.bytes += counts.bytes;
  tally.events += counts.records;
  if (isOther(file, counts, problems)) {
    tally.otherFiles += 1;
    return;
  }
  for (const [reason, count] of problems.records) tally.addUnreadable(reason, count);
  if (problems.ending === undefined) tally.files += 1;
  else tally.unreadableFiles += 1;
  for (const line of problems.lines()) scan.note(`${file.path}: ${line}`);
}

/** Some other file that lies among the logs: it holds no record, nor does its name say so. */
function isOther(file: ScannedFile, counts: ReadCounts, problems: FileProblems): boolean {
  const isEmpty = counts.events + counts.records + counts.skipped === 0;
  return isEmpty && problems.ending !== undefined && !file.isNamed && !LOG_NAME.test(file.path);
}

/** What was wrong with one file, bounded: a few named, the rest counted. */
class FileProblems {
  readonly records = new Map<UnreadableReason, number>();
  ending: UnreadableProblem | undefined;

  private readonly named: UnreadableProblem[] = [];
  private unnamed = 0;

  add(problem: UnreadableProblem): void {
    if (problem.endsFile) {
      this.ending = problem;
      return;
    }
    this.records.set(problem.reason, (this.records.get(problem.reason) ?? 0) + 1);
    if (this.named.length < SCAN_PROBLEMS_NAMED_MAX) this.named.push(problem);
    else this.unnamed += 1;
  }

  lines(): string[] {
    const lines = this.named.map(lineOf);
    if (this.unnamed > 0) lines.push(`${this.unnamed} more records could not be read`);
    if (this.ending !== undefined) lines.push(lineOf(this.ending));
    return lines;
  }
}

function lineOf({ reason, offset }: UnreadableProblem): string {
  return `at byte ${offset}: ${REASONS[reason]}`;
}

async function* told(
  chunks: AsyncIterable<Uint8Array>,
  onChunk: (chunk: Uint8Array) => void,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    onChunk(chunk);
    yield chunk;
  }
}

function isFileError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error && 'code' in error;
}
