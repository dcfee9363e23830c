import { resolve } from 'node:path';
import { Command, Option } from 'commander';
import { FINDINGS_KEPT_DAYS } from '../limits.ts';
import { startVedette, type Vedette } from '../main.ts';
import type { OrganizationQuotas } from '../operations/organizations/quotas.ts';
import type { AnySource } from '../pipeline/watch-sources.ts';
import { consoleDirectory } from './console-directory.ts';
import { addFunctionOptions, type FunctionOptions, functionsOf } from './function-options.ts';
import { addKnownOptions, type KnownOptions, worldOptions } from './known-options.ts';
import { addListOptions, type ListOptions, listSourcesOf } from './list-options.ts';
import { parseSource } from './log-options.ts';
import { addOpenIdOptions, type OpenIdOptions, openIdOf } from './open-id-options.ts';
import {
  addPublishingOptions,
  type PublishingOptions,
  publishingOf,
} from './publishing-options.ts';
import { addQuotaOptions, quotasOf } from './quota-options.ts';
import {
  addDataOptions,
  type DataOptions,
  MASTER_KEY_HELP,
  masterKeySource,
  parseCount,
  parseRegion,
} from './server-options.ts';

interface ServeOptions
  extends DataOptions,
    FunctionOptions,
    KnownOptions,
    OpenIdOptions,
    ListOptions,
    PublishingOptions,
    OrganizationQuotas {
  readonly port: number;
  readonly host: string;
  readonly accountId?: string;
  readonly accountEmail?: string;
  readonly rootAccessKeyId?: string;
  readonly rootSecretAccessKey?: string;
  readonly auditDetection: 'on' | 'off';
  readonly source: AnySource[];
  readonly emailCheckRegion: string;
  readonly findingsKeptDays: number;
}

const HELP = `
The first start makes the management account: with the id, address and root key given, else with
ones that are generated (the key is printed once). Later starts take the stored ones; an id, address
or root key that differs from them is refused, so that nobody is locked out by a changed flag.
${MASTER_KEY_HELP}

Sources: a path or s3://bucket/folder (of --s3-endpoint where it is given, else of the embedded S3),
and what the logs do not say themselves behind it:
  --source './audit?account=111122223333&region=eu-west-1&cluster=prod'
with account, region, cluster (EKS), database and database-cluster (RDS).

Example:
  vedette serve --port 4980 --data-dir ./data --account-id 111122223333 --source ./cloudtrail-logs`;

/** `vedette serve`: the server, until SIGINT or SIGTERM. */
export function serveCommand(): Command {
  const command = new Command('serve')
    .description('run the server')
    .addOption(
      new Option('--port <number>', 'port to listen on; 0 takes a free one')
        .env('VEDETTE_PORT')
        .argParser(parseCount(0, 65_535))
        .default(4980),
    )
    .addOption(
      new Option('--host <address>', 'address to listen on')
        .env('VEDETTE_HOST')
        .default('127.0.0.1'),
    );
  const settled = addQuotaOptions(addAccountOptions(addDataOptions(command)));
  const open = addOpenIdOptions(addListOptions(addKnownOptions(settled)));
  return addFunctionOptions(addPublishingOptions(open))
    .addOption(
      new Option(
        '--source <place>',
        'file, directory or s3://bucket/folder with logs to watch; repeatable',
      )
        .argParser((text: string, before: AnySource[] = []) => [...before, parseSource(text)])
        .default([], 'none'),
    )
    .addOption(
      new Option('--findings-kept-days <days>', 'after its last update a finding is kept')
        .env('VEDETTE_FINDINGS_KEPT_DAYS')
        .argParser(parseCount(1, 36_500))
        .default(FINDINGS_KEPT_DAYS),
    )
    .addOption(
      new Option('--email-check-region <region>', 'home Region of the e-mail check')
        .env('VEDETTE_EMAIL_CHECK_REGION')
        .argParser(parseRegion)
        .default('us-east-1'),
    )
    .addOption(
      new Option(
        '--audit-detection <on|off>',
        'does detection look at the calls that this server itself is sent?',
      )
        .env('VEDETTE_AUDIT_DETECTION')
        .choices(['on', 'off'])
        .default('on'),
    )
    .addHelpText('after', HELP)
    .action(serve);
}

function addAccountOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--account-id <id>', 'management account, twelve digits').env(
        'VEDETTE_ACCOUNT_ID',
      ),
    )
    .addOption(
      new Option(
        '--account-email <address>',
        'its address (default: root@<account id>.vedette.internal)',
      ).env('VEDETTE_ACCOUNT_EMAIL'),
    )
    .addOption(
      new Option('--root-access-key-id <id>', 'its root key').env('VEDETTE_ROOT_ACCESS_KEY_ID'),
    )
    .addOption(
      new Option('--root-secret-access-key <secret>', 'secret of that key').env(
        'VEDETTE_ROOT_SECRET_ACCESS_KEY',
      ),
    );
}

async function serve(options: ServeOptions): Promise<void> {
  const dataDirectory = resolve(options.dataDir);
  const vedette = await startVedette({
    host: options.host,
    port: options.port,
    dataDirectory,
    masterKey: masterKeySource(options),
    management: {
      accountId: options.accountId,
      email: options.accountEmail,
      rootKey: rootKeyOf(options),
    },
    quotas: quotasOf(options),
    sources: options.source,
    lists: listSourcesOf(options),
    known: worldOptions(options, dataDirectory),
    publishing: publishingOf(options),
    functions: functionsOf(options),
    openId: openIdOf(options),
    consoleDirectory: consoleDirectory(),
    auditDetection: options.auditDetection === 'on',
    emailCheckRegion: options.emailCheckRegion,
    findingsKeptDays: options.findingsKeptDays,
  });
  closeOnSignal(vedette);
  process.on('SIGHUP', () => vedette.reload());
  console.log(greeting(vedette, dataDirectory));
}

function rootKeyOf(options: ServeOptions) {
  const { rootAccessKeyId: accessKeyId, rootSecretAccessKey: secretAccessKey } = options;
  if (accessKeyId === undefined && secretAccessKey === undefined) return undefined;
  if (accessKeyId !== undefined && secretAccessKey !== undefined) {
    return { accessKeyId, secretAccessKey };
  }
  const [given, missing] =
    secretAccessKey === undefined
      ? ['access key id', '--root-secret-access-key']
      : ['secret access key', '--root-access-key-id'];
  throw new Error(`A root ${given} was given without ${missing}: give both or none.`);
}

/** A second signal does not wait for what is still under way. */
function closeOnSignal(vedette: Vedette): void {
  let closing = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (closing) process.exit(1);
      closing = true;
      vedette.close().then(
        () => process.exit(0),
        (error: unknown) => {
          process.stderr.write(`error: the server did not end well: ${String(error)}\n`);
          process.exit(1);
        },
      );
    });
  }
}

function greeting(vedette: Vedette, dataDirectory: string): string {
  const { url, accountId, generatedRootKey, madeKeyFile } = vedette;
  const lines = [`Vedette listens on ${url} (account ${accountId}, data in ${dataDirectory}).`];
  if (madeKeyFile !== undefined) {
    lines.push(
      `Secrets are sealed with a master key that was made in ${madeKeyFile} (mode 0600): ` +
        'without that file the data directory cannot be used, so keep a copy of it.',
    );
  }
  if (generatedRootKey !== undefined) {
    lines.push(
      'The root key of the account was made now and is shown this once:',
      `  export AWS_ACCESS_KEY_ID=${generatedRootKey.accessKeyId}`,
      `  export AWS_SECRET_ACCESS_KEY=${generatedRootKey.secretAccessKey}`,
    );
  }
  lines.push(
    `The console is at ${url}/console/: sign in with that key, or with a user's.`,
    'Try, with that key in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY:',
    `  aws sts get-caller-identity --region us-east-1 --endpoint-url ${url}`,
    `  aws guardduty create-detector --enable --region us-east-1 --endpoint-url ${url}`,
  );
  return lines.join('\n');
}
