import { Command, InvalidArgumentError } from 'commander';
import type { Cell } from '../fleet/cell.ts';
import { type FeatureWish, MEMBER_FEATURES } from '../fleet/steps.ts';
import { disableVerb, enableVerb, statusVerb, updateVerb } from '../fleet/verbs.ts';
import { FLEET_WAIT_SECONDS_DEFAULT } from '../limits.ts';
import {
  addFleetOptions,
  FLEET_HELP,
  type FleetOptions,
  NO_WISHES,
  runOver,
  tellOutcome,
} from './fleet-options.ts';
import { printRows } from './print-rows.ts';
import { addDryRunOptions, confirmed } from './run-steps.ts';

/** `vedette fleet`: GuardDuty in a list of accounts, by invitation, in all Regions. */
export function fleetCommand(): Command {
  return new Command('fleet')
    .description('GuardDuty in a whole list of accounts and Regions, from one administrator')
    .enablePositionalOptions()
    .addCommand(enableCommand())
    .addCommand(updateCommand())
    .addCommand(disableCommand())
    .addCommand(statusCommand());
}

interface EnableOptions extends FleetOptions {
  readonly message?: string;
  readonly sendEmail?: boolean;
  readonly waitSeconds: string;
}

function enableCommand(): Command {
  const command = new Command('enable').description(
    'switch GuardDuty on, and have every account join the administrator',
  );
  return addDryRunOptions(addFleetOptions(command))
    .option('--message <text>', 'text of the invitation; {account} is the invited account')
    .option('--send-email', 'also have GuardDuty write to the root of each account')
    .option(
      '--wait-seconds <count>',
      'how long the check of an address may take',
      String(FLEET_WAIT_SECONDS_DEFAULT),
    )
    .addHelpText(
      'after',
      `${FLEET_HELP}

Example:
  vedette fleet enable accounts.csv --administrator 111122223333 --role-name GuardDutyOperations \\
    --regions us-east-1,eu-west-1 --message "Security asks account {account} to join."`,
    )
    .action(async (place: string | undefined, options: EnableOptions) => {
      const { message, sendEmail = false } = options;
      const patienceMillis = Number(options.waitSeconds) * 1000;
      if (!(patienceMillis >= 0)) throw new Error('--wait-seconds is no number of seconds.');
      const wishes = { ...NO_WISHES, message, sendEmail, patienceMillis };
      tellOutcome(await runOver(enableVerb, wishes, options, place), options);
    });
}

interface UpdateOptions extends FleetOptions {
  readonly enable?: readonly FeatureWish[];
  readonly disable?: readonly FeatureWish[];
}

function updateCommand(): Command {
  const command = new Command('update').description('switch features of members on or off');
  return addDryRunOptions(addFleetOptions(command))
    .option('--enable <features>', 'features to switch on, by commas', wishesFor('ENABLED'))
    .option('--disable <features>', 'features to switch off, by commas', wishesFor('DISABLED'))
    .addHelpText(
      'after',
      `${FLEET_HELP}

Features: ${MEMBER_FEATURES.join(', ')}.

Example:
  vedette fleet update accounts.csv --administrator 111122223333 --role-name GuardDutyOperations \\
    --enable S3_DATA_EVENTS,EKS_AUDIT_LOGS --disable RDS_LOGIN_EVENTS`,
    )
    .action(async (place: string | undefined, options: UpdateOptions) => {
      const features = [...(options.enable ?? []), ...(options.disable ?? [])];
      if (features.length === 0) throw new Error('What is to change? Give --enable or --disable.');
      const verb = updateVerb(features);
      tellOutcome(await runOver(verb, { ...NO_WISHES, features }, options, place), options);
    });
}

function wishesFor(status: FeatureWish['status']): (text: string) => FeatureWish[] {
  return (text) =>
    text.split(',').map((given) => {
      const name = MEMBER_FEATURES.find((feature) => feature === given.trim());
      if (name !== undefined) return { name, status };
      throw new InvalidArgumentError(`${given} is none of ${MEMBER_FEATURES.join(', ')}.`);
    });
}

interface DisableOptions extends FleetOptions {
  readonly deleteAdministrator?: boolean;
  readonly delete_master?: boolean;
  readonly keepDetectors?: boolean;
  readonly yes?: boolean;
}

function disableCommand(): Command {
  const command = new Command('disable').description(
    'part every account from the administrator, and delete its detector with its findings',
  );
  return addDryRunOptions(addFleetOptions(command))
    .option('--delete-administrator', "also delete the administrator's own detector")
    .option('--delete_master', 'the same')
    .option('--keep-detectors', 'part them only: their detectors go on by themselves')
    .option('--yes', 'do it without asking')
    .addHelpText(
      'after',
      `${FLEET_HELP}

Example:
  vedette fleet disable accounts.csv --administrator 111122223333 --role-name GuardDutyOperations \\
    --delete-administrator --dry-run`,
    )
    .action(async (place: string | undefined, options: DisableOptions) => {
      const { keepDetectors = false, deleteAdministrator, delete_master: alias } = options;
      const verb = disableVerb({
        keepDetectors,
        deleteAdministrator: deleteAdministrator ?? alias ?? false,
      });
      const question = keepDetectors
        ? 'Part these accounts from the administrator?'
        : 'Delete the detectors of these accounts, and all of their findings?';
      const isSure = options.dryRun || options.yes || (await confirmed(question));
      if (isSure) tellOutcome(await runOver(verb, NO_WISHES, options, place), options);
    });
}

function statusCommand(): Command {
  const command = new Command('status').description('what each account is in each Region');
  return addFleetOptions(command)
    .addHelpText('after', FLEET_HELP)
    .action(async (place: string | undefined, options: FleetOptions) => {
      const cells = await runOver(statusVerb, NO_WISHES, options, place);
      if (options.format === 'table') printRows(cells.map(statusRow), STATUS_COLUMNS);
      tellOutcome(cells, options);
    });
}

const STATUS_COLUMNS = ['account', 'region', 'detector', 'relationship'];

function statusRow({ account, region, state, isAdministrator, obstacle }: Cell) {
  const { detectorId, isSuspended, relationship } = state;
  const detector = detectorId === undefined ? 'none' : isSuspended ? 'suspended' : 'on';
  return {
    account: account.accountId,
    region,
    detector: obstacle ? `unknown (${obstacle.kind})` : detector,
    relationship: isAdministrator ? 'administrator' : (relationship ?? 'none'),
  };
}
