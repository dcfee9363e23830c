import { Command, Option } from 'commander';
import { openAws } from '../baseline/aws/open-aws.ts';
import { checkOrganization, type DeployOptions, stepsFor } from '../baseline/deploy/deploy.ts';
import { type AwsOptions, addAwsOptions } from './aws-options.ts';
import { addLayoutOptions, type LayoutOptions, layoutOf } from './baseline-render.ts';
import { addStepOptions, runSteps, type StepOptions } from './run-steps.ts';

interface Options extends LayoutOptions, AwsOptions, StepOptions {
  readonly form: DeployOptions['form'];
  readonly managementAccount: boolean;
  readonly guard: boolean;
}

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
  addAwsOptions(addLayoutOptions(command))
    .addOption(
      new Option('--form <form>', 'how findings are exported: as a resource, or by a function')
        .choices(['native', 'function'])
        .default('native'),
    )
    .option('--no-management-account', 'leave out the stacks of the management account')
    .option('--no-guard', 'leave out the service control policy');
  return addStepOptions(command).addHelpText('after', HELP).action(run);
}

async function run(options: Options): Promise<void> {
  const { endpointUrl, roleName } = options;
  const plainHttp = options.plainHttp ?? endpointUrl?.startsWith('http:') ?? false;
  const layout = layoutOf({ ...options, plainHttp });
  const aws = await openAws({ endpointUrl, roleName, homeRegion: layout.storageRegion });
  await checkOrganization(aws, layout);
  const steps = stepsFor(aws, layout, {
    form: options.form,
    withManagementAccount: options.managementAccount,
    withGuard: options.guard,
  });
  console.log(`At ${endpointUrl ?? 'AWS'} as ${aws.callerArn}, in ${layout.organizationId}:`);
  await runSteps(steps, options);
}
