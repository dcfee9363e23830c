import { createInterface } from 'node:readline/promises';
import { Command, Option } from 'commander';
import { openAws } from '../baseline/aws/open-aws.ts';
import {
  carryOut,
  checkOrganization,
  type DeployOptions,
  type Planned,
  planOf,
  stepsFor,
} from '../baseline/deploy/deploy.ts';
import { addLayoutOptions, type LayoutOptions, layoutOf } from './baseline-render.ts';

interface Options extends LayoutOptions, AwsOptions {
  readonly form: DeployOptions['form'];
  readonly managementAccount: boolean;
  readonly guard: boolean;
  readonly dryRun?: boolean;
  readonly detailedExitcode?: boolean;
  readonly yes?: boolean;
}

export interface AwsOptions {
  readonly endpointUrl?: string;
  readonly roleName: string;
}

const EXIT = { changes: 2, failed: 3, otherThanWanted: 8 };

const HELP = `
Puts in force what "vedette baseline render" writes: bucket and key, a stack set with instances in
every account of the units, stacks of the management account, and, last, the service control policy.
Call with credentials of the management account, found as by the aws CLI. A second run changes
nothing; one that was interrupted, or failed in some accounts, goes on where it has to. It takes
nothing away: not Regions or units that are no longer named.

Ends with 3 where something failed, with 8 where something was done and does not read back.

Example:
  vedette baseline deploy --dry-run --organization-id o-exampleorg1 \\
    --log-archive-account 444455556666 --audit-account 123456789012 \\
    --unit ou-abcd-12345678 --regions us-east-1,eu-west-1`;

/** `vedette baseline deploy`: the rendered files, put in force. */
export function baselineDeployCommand(): Command {
  const command = new Command('deploy').description(
    'put a baseline in force, on a Vedette or on AWS',
  );
  return addAwsOptions(addLayoutOptions(command))
    .addOption(
      new Option('--form <form>', 'how findings are exported: as a resource, or by a function')
        .choices(['native', 'function'])
        .default('native'),
    )
    .option('--no-management-account', 'leave out the stacks of the management account')
    .option('--no-guard', 'leave out the service control policy')
    .option('--dry-run', 'say what would be done, and change nothing')
    .option('--detailed-exitcode', 'with --dry-run: end with 2 where something would be done')
    .option('--yes', 'do it without asking')
    .addHelpText('after', HELP)
    .action(run);
}

export function addAwsOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--endpoint-url <url>', 'address of a Vedette (default: AWS)').env(
        'AWS_ENDPOINT_URL',
      ),
    )
    .option(
      '--role-name <name>',
      'role to take in other accounts',
      'OrganizationAccountAccessRole',
    );
}

async function run(options: Options): Promise<void> {
  const layout = layoutOf(options);
  const { endpointUrl, roleName } = options;
  const aws = await openAws({ endpointUrl, roleName, homeRegion: layout.storageRegion });
  await checkOrganization(aws, layout);
  const steps = stepsFor(aws, layout, {
    form: options.form,
    withManagementAccount: options.managementAccount,
    withGuard: options.guard,
  });
  const planned = await planOf(steps);
  console.log(`At ${endpointUrl ?? 'AWS'} as ${aws.callerArn}, in ${layout.organizationId}:`);
  console.log(planText(planned));
  const count = planned.filter(({ change }) => change !== 'none').length;
  if (count === 0) return console.log('Nothing to change.');
  if (options.dryRun) {
    if (options.detailedExitcode) process.exitCode = EXIT.changes;
    return;
  }
  if (options.yes !== true && !(await confirmed('Do it?'))) return;
  for (const { step } of planned) {
    const outcome = await carryOut(step, (text) => process.stderr.write(`  ${text}\n`));
    console.log(`${outcome.state.padEnd(9)}  ${step.name}`);
    if (!('lines' in outcome)) continue;
    for (const line of outcome.lines) console.log(`           ${line}`);
    // What comes later builds on this one; the guard least of all may come without it.
    console.log('Stopped here. The same command goes on when it is put right.');
    process.exitCode = outcome.state === 'failed' ? EXIT.failed : EXIT.otherThanWanted;
    return;
  }
}

function planText(planned: readonly Planned[]): string {
  const lines = planned.map(({ step, change, why }) => {
    const word = change === 'none' ? 'unchanged' : change;
    return `  ${word.padEnd(9)}  ${step.name}${why.length > 0 ? ` (${why.join('; ')})` : ''}`;
  });
  return lines.join('\n');
}

/** Asks whoever sits there; throws where nobody does. */
export async function confirmed(question: string): Promise<boolean> {
  if (!process.stdin.isTTY) throw new Error('Nobody is there to be asked: give --yes to do it.');
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return /^y(es)?$/i.test((await lines.question(`${question} (yes/no) `)).trim());
  } finally {
    lines.close();
  }
}
