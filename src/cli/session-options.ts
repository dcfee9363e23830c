import { readFileSync, statSync } from 'node:fs';
import { type Command, InvalidArgumentError } from 'commander';
import { partitionOf } from '../domain/regions.ts';
import type { AskedSession } from './begin-session.ts';
import { type Caller, type ClientOptions, callerOf } from './client-options.ts';
import { parseCount } from './server-options.ts';

/** In whose name a command acts. */
export interface SessionOptions extends ClientOptions {
  readonly keyFile?: string;
  readonly roleArn?: string;
  readonly accountId?: string;
  readonly roleName: string;
  readonly sessionName: string;
  readonly durationSeconds?: number;
}

export function addSessionOptions(command: Command): Command {
  return command
    .option(
      '--key-file <path>',
      'key to call with, as `account create --format json` prints it (default: the environment)',
    )
    .option('--role-arn <arn>', 'role to assume')
    .option('--account-id <id>', 'instead of --role-arn: the account whose role to assume', parseId)
    .option('--role-name <name>', 'with --account-id', 'OrganizationAccountAccessRole')
    .option('--session-name <name>', 'name of the session, as the trail will show it', 'vedette')
    .option(
      '--duration-seconds <number>',
      'how long the session lives (default: an hour)',
      parseCount(900, 129_600),
    );
}

/** Throws an Error for the operator. */
export function keyHolderOf(
  options: SessionOptions,
  environment: NodeJS.ProcessEnv = process.env,
): Caller {
  if (options.keyFile === undefined) return callerOf(options, environment);
  const { AWS_REGION, AWS_DEFAULT_REGION } = environment;
  return callerOf(options, { AWS_REGION, AWS_DEFAULT_REGION, ...keyIn(options.keyFile) });
}

export function askedSession(options: SessionOptions, region: string): AskedSession {
  const { roleArn, accountId, roleName, sessionName, durationSeconds: seconds } = options;
  if (roleArn !== undefined && accountId !== undefined) {
    throw new Error('Name the role by --role-arn or by --account-id, not by both.');
  }
  const partition = partitionOf(region) ?? 'aws';
  const named = accountId && `arn:${partition}:iam::${accountId}:role/${roleName}`;
  return { roleArn: roleArn ?? named, sessionName, seconds };
}

/** Whoever may read the file holds the key, so that nobody else may. */
function keyIn(path: string): NodeJS.ProcessEnv {
  if ((statSync(path).mode & 0o077) !== 0) {
    throw new Error(`${path} may be read by others: chmod 600 ${path}`);
  }
  const { AccessKeyId, SecretAccessKey } = jsonIn(path);
  if (typeof AccessKeyId !== 'string' || typeof SecretAccessKey !== 'string') {
    throw new Error(`${path} holds no key: {"AccessKeyId": …, "SecretAccessKey": …} is wanted.`);
  }
  return { AWS_ACCESS_KEY_ID: AccessKeyId, AWS_SECRET_ACCESS_KEY: SecretAccessKey };
}

function jsonIn(path: string): { AccessKeyId?: unknown; SecretAccessKey?: unknown } {
  try {
    return Object(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    // The text of a SyntaxError quotes the file, and the file holds a secret.
    if (error instanceof SyntaxError) throw new Error(`${path} is not JSON.`);
    throw error;
  }
}

function parseId(text: string): string {
  if (/^\d{12}$/.test(text)) return text;
  throw new InvalidArgumentError('It must be twelve digits.');
}
