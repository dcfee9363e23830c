import { type Command, Option } from 'commander';
import type { SigningCredentials } from '../lib/sign-request.ts';

/** Where a command calls, and as whom. */
export interface Caller {
  readonly endpoint: URL;
  readonly region: string;
  readonly credentials: SigningCredentials;
}

export interface ClientOptions {
  readonly endpoint: string;
  readonly region?: string;
}

export function addClientOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--endpoint <url>', 'address of the server')
        .env('VEDETTE_ENDPOINT')
        .default('http://127.0.0.1:4980'),
    )
    .option('--region <region>', 'Region of the call (default: AWS_REGION, then us-east-1)');
}

/** Reads the key from `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY` and `AWS_SESSION_TOKEN`. */
export function callerOf(
  options: ClientOptions,
  environment: NodeJS.ProcessEnv = process.env,
): Caller {
  const accessKeyId = environment.AWS_ACCESS_KEY_ID;
  const secretAccessKey = environment.AWS_SECRET_ACCESS_KEY;
  if (!accessKeyId || !secretAccessKey) {
    throw new Error('No key: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY (see --help).');
  }
  const sessionToken = environment.AWS_SESSION_TOKEN;
  const given = options.region || environment.AWS_REGION || environment.AWS_DEFAULT_REGION;
  return {
    endpoint: endpointOf(options.endpoint),
    region: given || 'us-east-1',
    credentials: { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) },
  };
}

/** Throws an Error for the operator. */
export function endpointOf(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.pathname !== '/') {
    throw new Error(`The endpoint ${text} is not one: give http://HOST:PORT or https://HOST:PORT.`);
  }
  return url;
}
