import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { Layout } from '../baseline/render/layout.ts';
import { type ModuleName, moduleNames } from '../baseline/render/modules/modules.ts';
import { render } from '../baseline/render/render.ts';
import { isAccountId } from '../domain/account-id.ts';
import { partitionOf } from '../domain/regions.ts';
import { parseRegion } from './server-options.ts';

export interface LayoutOptions {
  readonly organizationId: string;
  readonly logArchiveAccount: string;
  readonly auditAccount: string;
  readonly unit: readonly string[];
  readonly regions: readonly string[];
  readonly storageRegion?: string;
  readonly bucket?: string;
  readonly exemptRole: readonly string[];
  readonly functionTag: { readonly key: string; readonly value: string };
  readonly plainHttp?: boolean;
  readonly module: readonly ModuleName[];
}

const HELP = `
Writes detector.yaml, detector-by-function.yaml, storage.yaml, guard.scp.json, key-policy.json,
bucket-policy.json, stack-set.json, stack-instances.json and a README.md that says in which order.

Example:
  vedette baseline render --out baseline --organization-id o-exampleorg1 \\
    --log-archive-account 444455556666 --audit-account 123456789012 \\
    --unit ou-abcd-12345678 --regions us-east-1,eu-west-1`;

/** `vedette baseline render`: the files of a guard, written for one organisation. */
export function baselineRenderCommand(): Command {
  const command = new Command('render')
    .description('write the templates and policies of a baseline')
    .requiredOption('--out <folder>', 'where to write them');
  return addLayoutOptions(command)
    .addHelpText('after', HELP)
    .action((options: LayoutOptions & { readonly out: string }) => {
      mkdirSync(options.out, { recursive: true });
      const files = Object.entries(render(layoutOf(options)));
      for (const [name, text] of files) {
        const path = join(options.out, name);
        writeFileSync(path, text);
        console.log(path);
      }
    });
}

export function addLayoutOptions(command: Command): Command {
  return command
    .requiredOption('--organization-id <id>', 'id of the organisation', parseOrganization)
    .requiredOption('--log-archive-account <id>', 'keeps the findings', parseAccount)
    .requiredOption('--audit-account <id>', 'reads them', parseAccount)
    .requiredOption(
      '--unit <id>',
      'organisational unit that gets GuardDuty; repeatable, or parted by commas',
      (text: string, before: string[] = []) => [...before, ...text.split(',')],
    )
    .requiredOption('--regions <list>', 'Regions, parted by commas', (text: string) =>
      text.split(',').map(parseRegion),
    )
    .addOption(
      new Option(
        '--storage-region <region>',
        'Region of bucket and key (default: the first)',
      ).argParser(parseRegion),
    )
    .option('--bucket <name>', 'name of the bucket (default: guardduty-findings-<log archive>)')
    .addOption(
      new Option('--exempt-role <name>', 'role that the guard spares, * for any text; repeatable')
        .argParser((text: string, before: string[] = []) => [...before, ...text.split(',')])
        .default([], 'those of stack sets only'),
    )
    .addOption(
      new Option('--function-tag <key=value>', 'tag of the function of detector-by-function.yaml')
        .argParser(parseTag)
        .default({ key: 'vedette-baseline', value: 'keep' }, 'vedette-baseline=keep'),
    )
    .addOption(
      new Option('--module <name>', 'what else the guard keeps; repeatable, or parted by commas')
        .argParser((text: string, before: readonly ModuleName[] = []) => [
          ...before,
          ...text.split(',').map(parseModule),
        ])
        .default([], 'GuardDuty only'),
    )
    .option('--plain-http', 'for a Vedette without TLS: a bucket that can be read without it');
}

export function layoutOf(options: LayoutOptions): Layout {
  const storageRegion = options.storageRegion ?? options.regions[0] ?? 'us-east-1';
  return {
    organizationId: options.organizationId,
    logArchiveAccountId: options.logArchiveAccount,
    auditAccountId: options.auditAccount,
    unitIds: options.unit,
    regions: options.regions,
    storageRegion,
    bucketName: options.bucket ?? `guardduty-findings-${options.logArchiveAccount}`,
    partition: partitionOf(storageRegion) ?? 'aws',
    exemptRoles: options.exemptRole,
    functionTag: options.functionTag,
    isPlainHttp: options.plainHttp,
    modules: options.module,
  };
}

function parseAccount(text: string): string {
  if (isAccountId(text)) return text;
  throw new InvalidArgumentError('It must be an account, twelve digits.');
}

function parseOrganization(text: string): string {
  if (/^o-[a-z0-9]{10,32}$/.test(text)) return text;
  throw new InvalidArgumentError('It must be an organisation, such as o-exampleorg1.');
}

function parseModule(text: string): ModuleName {
  const found = moduleNames.find((name) => name === text);
  if (found !== undefined) return found;
  throw new InvalidArgumentError(`It must be one of ${moduleNames.join(', ')}.`);
}

function parseTag(text: string) {
  const at = text.indexOf('=');
  if (at < 1) throw new InvalidArgumentError('It must be KEY=VALUE.');
  return { key: text.slice(0, at), value: text.slice(at + 1) };
}
