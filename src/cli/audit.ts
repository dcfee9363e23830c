import { Command, InvalidArgumentError, Option } from 'commander';
import { partitionOf, REGIONS_BY_PARTITION } from '../domain/regions.ts';
import { parseIso, systemClock } from '../lib/clock.ts';
import { beginSession } from './begin-session.ts';
import { addClientOptions, type Caller } from './client-options.ts';
import { exportAudit } from './export-audit.ts';
import {
  addSessionOptions,
  askedSession,
  keyHolderOf,
  type SessionOptions,
} from './session-options.ts';

interface ExportOptions extends SessionOptions {
  readonly allRegions?: true;
  readonly startTime?: number;
  readonly endTime?: number;
  readonly format: 'cloudtrail' | 'ndjson';
  readonly output?: string;
}

const HELP = `
Writes the trail of the key's account, or with --account-id or --role-arn of the account whose role
it may assume, latest first: what LookupEvents answers, as a file. --format cloudtrail is the form
of delivered CloudTrail logs, {"Records":[…]}; ndjson has one record a line. A name that ends in
.gz makes it gzip. \`vedette scan\` and \`vedette ingest\` read both.

Example:
  vedette audit export --account-id 444455556666 --start-time 2026-11-01 --output trail.json.gz`;

/** `vedette audit export`. */
export function auditCommand(): Command {
  const command = new Command('export')
    .description('write the trail of an account to a file')
    .option('--all-regions', 'of all Regions of the partition, one after the other')
    .option('--start-time <time>', 'events from then on (ISO 8601)', parseTime)
    .option('--end-time <time>', 'events up to then (default: now)', parseTime)
    .addOption(
      new Option('--format <format>', 'how to write them')
        .choices(['cloudtrail', 'ndjson'])
        .default('cloudtrail'),
    )
    .option('--output <path>', 'file to write, in place of one that is there (default: stdout)');
  addSessionOptions(addClientOptions(command)).addHelpText('after', HELP).action(write);
  return new Command('audit').description('the trail of calls').addCommand(command);
}

async function write(options: ExportOptions): Promise<void> {
  const caller = await callerWithin(options);
  const { startTime: from, format, output } = options;
  // Calls of this export are no part of it.
  const to = options.endTime ?? systemClock.now();
  const regions = options.allRegions
    ? REGIONS_BY_PARTITION[partitionOf(caller.region) ?? 'aws']
    : [caller.region];
  const events = await exportAudit(caller, { regions, from, to, format, output });
  process.stderr.write(`${events} events of ${regions.length} Regions were written.\n`);
}

async function callerWithin(options: ExportOptions): Promise<Caller> {
  const holder = keyHolderOf(options);
  const asked = askedSession(options, holder.region);
  if (asked.roleArn === undefined) return holder;
  const { credentials } = await beginSession(holder, asked);
  return { ...holder, credentials };
}

function parseTime(text: string): number {
  const millis = parseIso(text);
  if (millis === undefined) throw new InvalidArgumentError('It must be a time in ISO 8601.');
  return millis;
}
