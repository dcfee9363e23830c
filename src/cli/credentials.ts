import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { systemClock } from '../lib/clock.ts';
import { beginSession } from './begin-session.ts';
import { addClientOptions } from './client-options.ts';
import { openCredentialsEndpoint } from './credentials-endpoint.ts';
import { parseCount } from './server-options.ts';
import {
  addSessionOptions,
  askedSession,
  keyHolderOf,
  type SessionOptions,
} from './session-options.ts';

interface ServeOptions extends SessionOptions {
  readonly port: number;
  readonly tokenFile?: string;
}

const HELP = `
Prints a session as AWS's clients want it from a credential_process: of the role that is named, or
of the key itself. In ~/.aws/config:

  [profile member]
  region = us-east-1
  endpoint_url = http://127.0.0.1:4980
  credential_process = vedette credentials --key-file /etc/vedette.json --account-id 444455556666`;

const SERVE_HELP = `
Answers on 127.0.0.1 only, and only with the token in the Authorization header: the one in
--token-file, or one that is made now and printed. Sessions are renewed at half of their life.

Example, with what the clients on this host then need:
  vedette credentials serve --key-file key.json --role-arn arn:aws:iam::444455556666:role/Auditor
  export AWS_CONTAINER_CREDENTIALS_FULL_URI=http://127.0.0.1:4981/credentials
  export AWS_CONTAINER_AUTHORIZATION_TOKEN=…`;

/** `vedette credentials`: sessions for programs on this host. */
export function credentialsCommand(): Command {
  const serve = new Command('serve')
    .description('hand out sessions as the credentials endpoint of containers does')
    .option('--port <number>', 'port on 127.0.0.1; 0 takes a free one', parseCount(0, 65_535), 4981)
    .option('--token-file <path>', 'file with the token that clients must send');
  addSessionOptions(addClientOptions(serve)).addHelpText('after', SERVE_HELP).action(serveSessions);
  const command = new Command('credentials')
    .description('print a session for a credential_process')
    .enablePositionalOptions();
  return addSessionOptions(addClientOptions(command))
    .addHelpText('after', HELP)
    .action(print)
    .addCommand(serve);
}

async function print(options: SessionOptions): Promise<void> {
  const caller = keyHolderOf(options);
  const session = await beginSession(caller, askedSession(options, caller.region));
  const { accessKeyId, secretAccessKey, sessionToken } = session.credentials;
  console.log(
    JSON.stringify({
      Version: 1,
      AccessKeyId: accessKeyId,
      SecretAccessKey: secretAccessKey,
      SessionToken: sessionToken,
      Expiration: session.expiration,
    }),
  );
}

async function serveSessions(options: ServeOptions): Promise<void> {
  const caller = keyHolderOf(options);
  const asked = askedSession(options, caller.region);
  const given = options.tokenFile && readFileSync(options.tokenFile, 'utf8').trim();
  if (given === '') throw new Error(`${options.tokenFile} is empty.`);
  const token = given ?? randomBytes(32).toString('base64url');
  const endpoint = await openCredentialsEndpoint({
    port: options.port,
    token,
    clock: systemClock,
    roleArn: asked.roleArn,
    begin: () => beginSession(caller, asked),
    note: (line) => process.stderr.write(`${line}\n`),
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => endpoint.close());
  console.log(`export AWS_CONTAINER_CREDENTIALS_FULL_URI=${endpoint.url}`);
  const shown = given === undefined ? token : `"$(cat ${options.tokenFile})"`;
  console.log(`export AWS_CONTAINER_AUTHORIZATION_TOKEN=${shown}`);
}
