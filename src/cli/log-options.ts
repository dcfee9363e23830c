import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { isBucketName } from '../domain/publishing-destination.ts';
import type { PushedLog } from '../domain/record-push.ts';
import { fieldsOfFormat } from '../normalise/flow/flow-fields.ts';
import type { LogSource } from '../normalise/log-source.ts';
import type { AnySource } from '../pipeline/watch-sources.ts';

/** What logs do not say of themselves, as flags say it. */
export interface LogOptions {
  readonly logAccount?: string;
  readonly logRegion?: string;
  readonly logCluster?: string;
  readonly logDatabase?: string;
  readonly logDatabaseCluster?: string;
  readonly logFlowFormat?: string;
}

const FORMS = {
  accountId: [/^\d{12}$/, 'an account id has twelve digits'],
  region: [/^[a-z0-9-]{3,40}$/, 'not the name of a Region'],
  cluster: [/^[0-9A-Za-z][\w:/-]{0,200}$/, 'not the name or the ARN of a cluster'],
  database: [/^[A-Za-z][A-Za-z0-9-]{0,62}$/, 'not the identifier of a DB instance'],
  databaseCluster: [/^[A-Za-z][A-Za-z0-9-]{0,62}$/, 'not the identifier of a DB cluster'],
  flowFormat: [
    { test: (text: string) => fieldsOfFormat(text).length > 0 },
    'not the fields of a flow log, such as version srcaddr dstaddr, with spaces between',
  ],
} as const satisfies Record<keyof LogSource, readonly [Pick<RegExp, 'test'>, string]>;

export const LOG_HELP = `
Some logs do not say whose they are: Kubernetes audit logs and the logs of databases name no account
and no Region, S3 access logs no account, flow logs of version 2 no Region. Say it with --log-…, or
they are counted as unreadable; what a log says itself counts before that.`;

export function addLogOptions(command: Command): Command {
  return addLogNameOptions(
    command
      .addOption(option('--log-account <id>', 'account of logs that name none', 'accountId'))
      .addOption(option('--log-region <region>', 'Region of logs that name none', 'region'))
      .addOption(
        option('--log-flow-format <format>', 'fields of flow logs without a header', 'flowFormat'),
      ),
  );
}

/** Without account and Region, which a sender has already. */
export function addLogNameOptions(command: Command): Command {
  return command
    .addOption(option('--log-cluster <name>', 'EKS cluster of audit logs', 'cluster'))
    .addOption(option('--log-database <id>', 'DB instance of database logs', 'database'))
    .addOption(
      option('--log-database-cluster <id>', 'DB cluster of that instance', 'databaseCluster'),
    );
}

function option(flags: string, description: string, name: keyof LogSource): Option {
  return new Option(flags, description).argParser((text: string) => {
    const refusal = refusalOf(name, text);
    if (refusal !== undefined) throw new InvalidArgumentError(refusal);
    return text;
  });
}

function refusalOf(name: keyof LogSource, text: string): string | undefined {
  const [form, refusal] = FORMS[name];
  return form.test(text) ? undefined : refusal;
}

export function logSourceOf(options: LogOptions): LogSource {
  const { logAccount: accountId, logRegion: region, logFlowFormat: flowFormat } = options;
  return {
    ...pushedLogOf(options),
    ...(accountId !== undefined && { accountId }),
    ...(region !== undefined && { region }),
    ...(flowFormat !== undefined && { flowFormat }),
  };
}

export function pushedLogOf(options: LogOptions): PushedLog {
  const { logCluster: cluster, logDatabase: database, logDatabaseCluster } = options;
  return {
    ...(cluster !== undefined && { cluster }),
    ...(database !== undefined && { database }),
    ...(logDatabaseCluster !== undefined && { databaseCluster: logDatabaseCluster }),
  };
}

/** As a source names them, for their short names in `path?account=…`. */
const SOURCE_NAMES: Readonly<Record<string, keyof LogSource>> = {
  account: 'accountId',
  region: 'region',
  cluster: 'cluster',
  database: 'database',
  'database-cluster': 'databaseCluster',
  'flow-format': 'flowFormat',
};

/**
 * `path` or `s3://bucket/folder`, and `?account=111122223333&region=eu-west-1` behind it; a path
 * may have a question mark too.
 */
export function parseSource(text: string): AnySource {
  const mark = text.lastIndexOf('?');
  if (mark < 0 || existsSync(text)) return parsePlace(text);
  const log: Partial<Record<keyof LogSource, string>> = {};
  for (const [name, value] of new URLSearchParams(text.slice(mark + 1))) {
    const member = SOURCE_NAMES[name];
    if (member === undefined) {
      const known = Object.keys(SOURCE_NAMES).join(', ');
      throw new InvalidArgumentError(`A source has no ${name}: it may have ${known}.`);
    }
    const refusal = refusalOf(member, value);
    if (refusal !== undefined) throw new InvalidArgumentError(`${name}: ${refusal}.`);
    log[member] = value;
  }
  return { ...parsePlace(text.slice(0, mark)), log };
}

function parsePlace(text: string): AnySource {
  const [, bucket, folder = ''] = /^s3:\/\/([^/]*)\/?(.*)$/s.exec(text) ?? [];
  if (bucket === undefined) return { path: resolve(text) };
  if (!isBucketName(bucket)) throw new InvalidArgumentError(`${bucket} is no name of a bucket.`);
  return { bucket, prefix: folder === '' || folder.endsWith('/') ? folder : `${folder}/` };
}
