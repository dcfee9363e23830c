import { Command, Option } from 'commander';
import { callVedette, refusalOf, textOf } from './call-vedette.ts';
import { addClientOptions, type ClientOptions, callerOf } from './client-options.ts';

interface CreateOptions extends ClientOptions {
  readonly accountId: string;
  readonly email: string;
  readonly name?: string;
  readonly format: 'text' | 'json';
}

const HELP = `
Signed with the key in AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and, for a session,
AWS_SESSION_TOKEN: only the management account's root may make accounts. The secret is shown this
once.

Example:
  AWS_ACCESS_KEY_ID=AKIA… AWS_SECRET_ACCESS_KEY=… vedette account create \\
    --endpoint http://127.0.0.1:4980 --account-id 444455556666 --email security@example.com`;

/** `vedette account create`: an account outside the organisation, and its root key. */
export function accountCommand(): Command {
  const create = new Command('create')
    .description('make an account outside the organisation and print its root key')
    .requiredOption('--account-id <id>', 'twelve digits')
    .requiredOption('--email <address>', 'address of the account: invitations are checked by it')
    .option('--name <name>', 'name of the account (default: its id)')
    .addOption(
      new Option('--format <format>', 'how to print it').choices(['text', 'json']).default('text'),
    )
    .addHelpText('after', HELP)
    .action(createAccount);
  return new Command('account')
    .description('accounts of a running server')
    .addCommand(addClientOptions(create));
}

async function createAccount(options: CreateOptions): Promise<void> {
  const { accountId, email, name } = options;
  const answer = await callVedette(callerOf(options), {
    path: '/accounts',
    contentType: 'application/json',
    body: Buffer.from(JSON.stringify({ accountId, email, name })),
  });
  if (answer.status !== 200) throw new Error(refusalOf(answer));
  const made = {
    AccountId: textOf(answer, 'accountId'),
    AccessKeyId: textOf(answer, 'accessKeyId'),
    SecretAccessKey: textOf(answer, 'secretAccessKey'),
  };
  if (options.format === 'json') {
    console.log(JSON.stringify(made));
    return;
  }
  console.log(`Account ${made.AccountId} was made. Its root key is shown this once:
  export AWS_ACCESS_KEY_ID=${made.AccessKeyId}
  export AWS_SECRET_ACCESS_KEY=${made.SecretAccessKey}`);
}
