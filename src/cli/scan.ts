import type { Finding } from '@aws-sdk/client-guardduty';
import { SingleBar } from 'cli-progress';
import { Command, InvalidArgumentError, Option } from 'commander';
import { detections } from '../../detections/index.ts';
import { writeStructure } from '../api/codec/json-shape.ts';
import { guardduty } from '../api/wire/guardduty.ts';
import { resolveService } from '../api/wire/resolve-service.ts';
import { createEngine } from '../detect/create-engine.ts';
import { partitionOf } from '../domain/regions.ts';
import { createAggregate } from '../findings/aggregate.ts';
import { systemClock } from '../lib/clock.ts';
import { knownToAll } from '../lists/create-known-lists.ts';
import { type OpenWorld, openWorld } from '../lists/open-world.ts';
import {
  addCopiesOption,
  addKnownOptions,
  type KnownOptions,
  worldOptions,
} from './known-options.ts';
import { sleepingOf } from './lists.ts';
import { addLogOptions, LOG_HELP, type LogOptions, logSourceOf } from './log-options.ts';
import { type ScanResult, scanLogs } from './scan-logs.ts';
import { findingsTable, printable, summaryText } from './scan-report.ts';
import { SEVERITY_BANDS, type SeverityBand, severityBand } from './scan-summary.ts';

interface ScanOptions extends LogOptions, KnownOptions {
  readonly dataDir: string;
  readonly format: 'table' | 'json' | 'ndjson';
  readonly failOn?: SeverityBand;
  readonly region: readonly string[];
  readonly account: readonly string[];
}

const HELP = `
Reads CloudTrail, VPC flow, Route 53 resolver, Kubernetes audit, RDS and S3 access logs, plain,
gzip or Parquet (flow logs), told apart by content; a directory is read with everything below it,
whatever lies in it. Needs no server and keeps nothing.
${LOG_HELP}

A file that is damaged is named, skipped from the damage on, and counted; a single record that
cannot be read is named and counted too. Other files that lie among the logs are only counted.

Exit code, the first that holds:
  1  with --fail-on: a finding of that severity or above (or the command line is wrong)
  2  a path cannot be opened, a file cannot be read to its end, or no file was read at all
  0  otherwise

On stdout: the table and the summary; with --format json one object, {"findings":[…],"summary":{…}};
with --format ndjson one finding a line, as GuardDuty writes it. Everything else is on stderr.

Examples:
  vedette scan ./AWSLogs
  vedette scan ./AWSLogs --account 111122223333 --fail-on high --format ndjson > findings.ndjson`;

/** `vedette scan`: findings in log files, without a server. */
export function scanCommand(): Command {
  const command = new Command('scan')
    .description('find threats in log files, without a server')
    .argument('<path...>', 'files and directories')
    .addOption(
      new Option('--format <format>', 'how to print the findings')
        .choices(['table', 'json', 'ndjson'])
        .default('table'),
    )
    .addOption(
      new Option('--fail-on <severity>', 'exit with 1 if there is such a finding').choices([
        ...SEVERITY_BANDS,
      ]),
    )
    .addOption(
      new Option('--region <region>', 'only events of this Region (may be repeated)')
        .argParser(gather(/^[a-z0-9-]{3,40}$/, 'not the name of a Region'))
        .default([], 'all'),
    )
    .addOption(
      new Option('--account <id>', 'only events of this account (may be repeated)')
        .argParser(gather(/^\d{12}$/, 'an account id has twelve digits'))
        .default([], 'all'),
    );
  return addCopiesOption(addKnownOptions(addLogOptions(command)))
    .addHelpText('after', HELP)
    .action(scan);
}

function gather(pattern: RegExp, refusal: string) {
  return (value: string, before: readonly string[]): string[] => {
    if (!pattern.test(value)) throw new InvalidArgumentError(refusal);
    return [...before, value];
  };
}

async function scan(paths: string[], options: ScanOptions): Promise<void> {
  endQuietlyWithReader();
  const world = await openWorld(worldOptions(options, options.dataDir));
  const lists = knownToAll(world);
  const bar = process.stderr.isTTY
    ? new SingleBar({
        format: 'Scanning [{bar}] {percentage} % {eta_formatted}',
        clearOnComplete: true,
      })
    : undefined;
  const notes: string[] = [];
  const tell = (line: string) => process.stderr.write(`${printable(line)}\n`);
  bar?.start(1, 0);
  const scanned = await scanLogs({
    paths,
    regions: options.region,
    accounts: options.account,
    log: logSourceOf(options),
    engine: createEngine(detections),
    aggregate: createAggregate({ partitionOf, placeOf: lists.place, now: systemClock.now() }),
    lists,
    clock: systemClock,
    // A line in the middle of a progress bar would tear it.
    note: (line) => (bar ? notes.push(line) : tell(line)),
    progress(done, total) {
      bar?.setTotal(total);
      bar?.update(done);
    },
  });
  bar?.stop();
  for (const line of notes) tell(line);
  tellFeeds(world, tell);
  const summary = { ...scanned.summary, sleepingTypes: sleepingOf(world) };
  const result = { findings: scanned.findings, summary };
  process.exitCode = exitCodeOf(result, options.failOn);
  print(result, options.format);
}

/** Feeds that say nothing, or not what they said last. */
function tellFeeds(world: OpenWorld, tell: (line: string) => void): void {
  for (const { feed, fault, content } of world.feeds.states()) {
    if (fault !== undefined) tell(`feed ${feed.name} could not be read: ${fault}`);
    else if (content === undefined) tell(`feed ${feed.name} was never fetched`);
  }
}

function print({ findings, summary }: ScanResult, format: ScanOptions['format']): void {
  if (format === 'json') {
    process.stdout.write(`${JSON.stringify({ findings: wireFindings(findings), summary })}\n`);
  } else if (format === 'ndjson') {
    for (const finding of wireFindings(findings)) {
      process.stdout.write(`${JSON.stringify(finding)}\n`);
    }
    process.stderr.write(`${summaryText(summary)}\n`);
  } else {
    const table = findingsTable(findings, process.stdout.columns);
    process.stdout.write(`${table === '' ? '' : `${table}\n\n`}${summaryText(summary)}\n`);
  }
}

/** As GetFindings writes them. */
function wireFindings(findings: readonly Finding[]): unknown[] {
  const output = resolveService(guardduty).operations.get('GetFindings')?.output;
  if (output === undefined) throw new Error('The wire table lacks GetFindings.');
  const { findings: written } = writeStructure({ Findings: findings }, output);
  return Array.isArray(written) ? written : [];
}

function exitCodeOf({ findings, summary }: ScanResult, failOn: SeverityBand | undefined): number {
  const least = failOn === undefined ? SEVERITY_BANDS.length : SEVERITY_BANDS.indexOf(failOn);
  const isAlarming = ({ Severity }: Finding) =>
    SEVERITY_BANDS.indexOf(severityBand(Severity ?? 0)) >= least;
  if (findings.some(isAlarming)) return 1;
  return summary.unreadableFiles > 0 || summary.files === 0 ? 2 : 0;
}

/** `vedette scan … | head` closes the pipe early: that is no error of anybody's. */
function endQuietlyWithReader(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit();
    process.stderr.write(`error: the findings cannot be written (${error.code}).\n`);
    process.exit(1);
  });
}
