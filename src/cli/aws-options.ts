import { type Command, Option } from 'commander';
import { endpointOf } from './client-options.ts';

/** Where a command calls that calls AWS as well as a Vedette. */
export interface AwsOptions {
  readonly endpointUrl?: string;
  readonly roleName: string;
}

export function addAwsOptions(command: Command): Command {
  return command
    .addOption(endpointUrlOption())
    .option(
      '--role-name <name>',
      'role to take in other accounts',
      'OrganizationAccountAccessRole',
    );
}

export function endpointUrlOption(): Option {
  return new Option('--endpoint-url <url>', 'address of a Vedette (default: AWS)')
    .env('AWS_ENDPOINT_URL')
    .argParser((text) => endpointOf(text).origin);
}
