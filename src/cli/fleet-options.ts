import { type Command, InvalidArgumentError, Option } from 'commander';
import { openAws } from '../baseline/aws/open-aws.ts';
import { REGIONS_BY_PARTITION } from '../domain/regions.ts';
import type { Wishes } from '../fleet/carry-out.ts';
import { type Cell, outcomeOf } from '../fleet/cell.ts';
import { fetchList } from '../fleet/fetch-list.ts';
import { readAccounts } from '../fleet/read-accounts.ts';
import { countsOf, linesOf, rowOf } from '../fleet/report.ts';
import { runFleet, type Verb } from '../fleet/run-fleet.ts';
import { systemClock } from '../lib/clock.ts';
import { FLEET_CALLS_DEFAULT, FLEET_CALLS_MAX, FLEET_WAIT_SECONDS_DEFAULT } from '../limits.ts';
import { endpointUrlOption } from './aws-options.ts';
import { printRows } from './print-rows.ts';
import { type DryRunOptions, EXIT } from './run-steps.ts';

/** Names with an underscore are those of the scripts that operators know. */
export interface FleetOptions extends DryRunOptions {
  readonly accounts?: string;
  readonly administrator?: string;
  readonly master_account?: string;
  readonly roleName?: string;
  readonly assume_role?: string;
  readonly regions?: string;
  readonly enabled_regions?: string;
  readonly endpointUrl?: string;
  readonly profile?: string;
  readonly concurrency: number;
  readonly format: 'table' | 'json';
}

export const FLEET_HELP = `
The list of accounts is CSV: an id and the address of its root a line, with the header
"Account ID,Email" or without one; where no account has to be added, ids alone are enough. It is a
file, s3://BUCKET/KEY, or - for standard input. Credentials are found as by the aws CLI, its
profiles included; the same role is taken in every account but the caller's own.

What is as it should be is left alone, so that the same command goes on with what a run before it
left undone. Ends with 3 where an account failed in a Region; all others are done all the same.`;

export function addFleetOptions(command: Command): Command {
  return command
    .argument('[accounts]', 'list of accounts, in place of --accounts')
    .option('--accounts <place>', 'list of accounts: a file, s3://BUCKET/KEY, or -')
    .option('--administrator <id>', 'account that sees the findings of all others')
    .addOption(new Option('--master_account <id>').hideHelp().conflicts('administrator'))
    .option('--role-name <name>', 'role to take in every account but the own')
    .addOption(new Option('--assume_role <name>').hideHelp().conflicts('roleName'))
    .option('--regions <list>', 'Regions, by commas (default: all of the partition)')
    .addOption(new Option('--enabled_regions <list>').hideHelp().conflicts('regions'))
    .addOption(endpointUrlOption())
    .option('--profile <name>', 'profile of the aws CLI (default: AWS_PROFILE)')
    .option('--concurrency <count>', 'calls under way at a time', upTo, FLEET_CALLS_DEFAULT)
    .addOption(
      new Option('--format <format>', 'how to print what came of it')
        .choices(['table', 'json'])
        .default('table'),
    );
}

export const NO_WISHES: Wishes = {
  message: undefined,
  sendEmail: false,
  patienceMillis: FLEET_WAIT_SECONDS_DEFAULT * 1000,
  features: [],
};

/** Does what a command wants in every account and Region. Answers all of them, to be printed. */
export async function runOver(
  verb: Verb,
  wishes: Wishes,
  options: FleetOptions,
  place: string | undefined,
): Promise<Cell[]> {
  const administratorId = options.administrator ?? options.master_account;
  const roleName = options.roleName ?? options.assume_role;
  const list = options.accounts ?? place;
  if (administratorId === undefined) throw new Error('Which account sees all? --administrator ID');
  if (!/^\d{12}$/.test(administratorId)) {
    throw new Error(`--administrator ${administratorId} is no account id of 12 digits.`);
  }
  if (roleName === undefined) throw new Error('Which role is there in every account? --role-name');
  if (list === undefined) throw new Error('Which accounts? Give a list: --accounts FILE');
  if (list !== (place ?? list)) throw new Error(`Which list: ${list} or ${place}? Give one.`);
  if (options.profile !== undefined) process.env.AWS_PROFILE = options.profile;
  const { endpointUrl, concurrency } = options;
  const homeRegion = process.env.AWS_REGION || process.env.AWS_DEFAULT_REGION || 'us-east-1';
  const aws = await openAws({ endpointUrl, homeRegion, roleName, sessionName: 'vedette-fleet' });
  const regions = regionsOf(options.regions ?? options.enabled_regions, aws.partition);
  const credentials = () => aws.credentials();
  const reader = { endpointUrl, region: homeRegion, clock: systemClock, credentials };
  return runFleet(verb, {
    ...{ administratorId, regions, roleName, wishes, concurrency },
    accounts: readAccounts(await fetchList(list, reader)),
    isDry: options.dryRun ?? false,
    guardDuty: aws.guardDuty,
    tell: (text) => void process.stderr.write(`  ${text}\n`),
  });
}

/** Says what came of it, and ends as it should. */
export function tellOutcome(cells: readonly Cell[], options: FleetOptions): void {
  if (options.format === 'json') console.log(JSON.stringify(cells.map(rowOf), undefined, 2));
  else {
    for (const line of linesOf(cells)) console.log(line);
    const columns = ['region', 'changed', 'planned', 'unchanged', 'skipped', 'failed'];
    printRows(
      countsOf(cells).map((count) => ({ ...count })),
      columns.filter((name) =>
        name === 'planned' ? options.dryRun : name !== 'changed' || !options.dryRun,
      ),
    );
  }
  const outcomes = cells.map(outcomeOf);
  if (outcomes.includes('failed')) process.exitCode = EXIT.failed;
  else if (options.detailedExitcode && outcomes.includes('planned')) {
    process.exitCode = EXIT.changes;
  }
}

function regionsOf(text: string | undefined, partition: string): string[] {
  const known = Object.entries(REGIONS_BY_PARTITION).find(([name]) => name === partition)?.[1];
  const all: readonly string[] = known ?? REGIONS_BY_PARTITION.aws;
  if (text === undefined) return [...all];
  const regions = [...new Set(text.split(',').map((name) => name.trim()))].filter(Boolean);
  const stranger = regions.find((name) => !all.includes(name));
  if (stranger !== undefined) throw new Error(`${stranger} is no Region of ${partition}.`);
  if (regions.length === 0) throw new Error('--regions names none.');
  return regions;
}

function upTo(text: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count >= 1 && count <= FLEET_CALLS_MAX) return count;
  throw new InvalidArgumentError(`a number from 1 to ${FLEET_CALLS_MAX} is needed.`);
}
