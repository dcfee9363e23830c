import { Command, Option } from 'commander';
import { openAws } from '../baseline/aws/open-aws.ts';
import { NotMigratable } from '../baseline/migrate/find-export.ts';
import {
  describeMigration,
  migratedSet,
  migratedStack,
  migrationSteps,
} from '../baseline/migrate/migrate.ts';
import { type AwsOptions, addAwsOptions } from './aws-options.ts';
import { addStepOptions, runSteps, type StepOptions } from './run-steps.ts';
import { parseRegion } from './server-options.ts';

interface Options extends AwsOptions, StepOptions {
  readonly stackSet?: string;
  readonly stack?: string;
  readonly region?: string;
}

const HELP = `
From a function that makes the publishing destination to AWS::GuardDuty::PublishingDestination,
in a stack set with all of its instances or in one stack. The destination stays as it is the whole
time: the custom resource learns to leave it behind, each stack imports it, and then the function
goes. Run again, it goes on where it was. Ends with 3 where something failed.

Example:
  vedette baseline migrate --stack-set guardduty-baseline --dry-run`;

/** `vedette baseline migrate`: the export without its function, and without a gap. */
export function baselineMigrateCommand(): Command {
  const command = new Command('migrate')
    .description('make an export by a function a resource of its own, without a gap')
    .addOption(new Option('--stack-set <name>', 'stack set to migrate').conflicts('stack'))
    .option('--stack <name>', 'stack of the own account to migrate')
    .addOption(
      new Option(
        '--region <region>',
        'Region of the stack set or the stack (default: AWS_REGION, then us-east-1)',
      ).argParser(parseRegion),
    );
  return addStepOptions(addAwsOptions(command)).addHelpText('after', HELP).action(run);
}

async function run(options: Options): Promise<void> {
  const { endpointUrl, roleName, stackSet, stack } = options;
  const { AWS_REGION, AWS_DEFAULT_REGION } = process.env;
  const homeRegion = options.region || AWS_REGION || AWS_DEFAULT_REGION || 'us-east-1';
  const aws = await openAws({ endpointUrl, roleName, homeRegion });
  const migrated = stackSet ? migratedSet(aws, stackSet) : stack && migratedStack(aws, stack);
  if (!migrated) throw new Error('Say what to migrate: --stack-set or --stack.');
  console.log(`At ${endpointUrl ?? 'AWS'} as ${aws.callerArn}, ${stackSet ?? stack}:`);
  try {
    for (const line of await describeMigration(migrated)) console.log(`  ${line}`);
  } catch (error) {
    if (error instanceof NotMigratable) throw new Error(`It cannot be migrated: ${error.message}.`);
    throw error;
  }
  await runSteps(migrationSteps(migrated), options);
}
