import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { AppliedPolicy } from '../authorise/policy/evaluate.ts';
import { MalformedPolicy, parsePolicy } from '../authorise/policy/parse-policy.ts';
import type { PolicyKind } from '../authorise/policy/policy.ts';
import { EVERYTHING, type SimulatedCall, simulate } from '../baseline/simulate.ts';
import { parseRegion } from './server-options.ts';

interface SimulateOptions {
  readonly principal: string;
  readonly action: readonly string[];
  readonly resource?: string;
  readonly tag: readonly [string, string][];
  readonly scp: readonly string[];
  readonly policy: readonly string[];
  readonly managementAccount?: boolean;
  readonly region: string;
  readonly format: 'table' | 'json';
  readonly expect?: 'allow' | 'deny';
}

/** A verdict was another than `--expect` says. */
const UNEXPECTED = 8;

const HELP = `
Without --action, every action that the policies name is tried. Without --resource, an action is
tried on an example of what it is about, and on * where it is about nothing: no ARN matches that.
Ends with 8 where a verdict is another than --expect says.

Example:
  vedette baseline simulate --scp guard.json --principal arn:aws:iam::444455556666:role/developer`;

/** `vedette baseline simulate`: may this principal do this, and which statement decides? */
export function baselineSimulateCommand(): Command {
  return new Command('simulate')
    .description('say whether a principal may do something, and which statement decides')
    .requiredOption('--principal <arn>', 'role, user or root that calls')
    .addOption(many('--action <name>', 'action to try; repeatable, or parted by commas'))
    .option('--resource <arn>', 'what the call is about')
    .addOption(
      new Option('--tag <key=value>', 'tag of that resource; repeatable')
        .argParser((text: string, before: [string, string][] = []) => [...before, parseTag(text)])
        .default([], 'none'),
    )
    .addOption(many('--scp <file>', 'service control policy in force; repeatable'))
    .addOption(
      many('--policy <file>', 'policy of the principal; repeatable (default: all is allowed)'),
    )
    .option('--management-account', 'the principal is of the management account')
    .addOption(
      new Option('--region <region>', 'Region of the call')
        .argParser(parseRegion)
        .default('us-east-1'),
    )
    .addOption(
      new Option('--format <format>', 'how to print it')
        .choices(['table', 'json'])
        .default('table'),
    )
    .addOption(
      new Option('--expect <verdict>', 'what all verdicts must be').choices(['allow', 'deny']),
    )
    .addHelpText('after', HELP)
    .action(run);
}

function run(options: SimulateOptions): void {
  const scps = options.scp.map((file) => readPolicy(file, 'scp'));
  const own = options.policy.map((file) => readPolicy(file, 'identity'));
  const actions = options.action.length > 0 ? options.action : actionsIn(options.scp);
  if (actions.length === 0) throw new Error('There is nothing to try: give --action or --scp.');
  const calls = simulate({
    principal: options.principal,
    actions,
    resource: options.resource,
    tags: Object.fromEntries(options.tag),
    scps,
    identity: own.length > 0 ? own : [EVERYTHING],
    isManagementAccount: options.managementAccount === true,
    region: options.region,
  });
  console.log(options.format === 'json' ? jsonOf(calls) : tableOf(calls));
  const wanted = options.expect === 'allow';
  const other = calls.some(({ verdict }) => verdict.allowed !== wanted);
  if (options.expect !== undefined && other) process.exitCode = UNEXPECTED;
}

function many(flags: string, description: string): Option {
  return new Option(flags, description)
    .argParser((text: string, before: string[] = []) => [...before, ...text.split(',')])
    .default([], 'none');
}

function parseTag(text: string): [string, string] {
  const at = text.indexOf('=');
  if (at < 1) throw new InvalidArgumentError('It must be KEY=VALUE.');
  return [text.slice(0, at), text.slice(at + 1)];
}

function readPolicy(file: string, kind: PolicyKind): AppliedPolicy {
  try {
    return { name: basename(file), policy: parsePolicy(readFileSync(file, 'utf8'), kind) };
  } catch (error) {
    if (error instanceof MalformedPolicy) throw new Error(`${file}: ${error.detail}`);
    throw error;
  }
}

/** Actions as the files spell them; patterns stand for many, and are left out. */
function actionsIn(files: readonly string[]): readonly string[] {
  const named = files.flatMap((file) => {
    const { Statement } = JSON.parse(readFileSync(file, 'utf8')) as { Statement: unknown };
    const statements = (Array.isArray(Statement) ? Statement : [Statement]) as {
      Action?: unknown;
    }[];
    return statements.flatMap(({ Action = [] }) => (Array.isArray(Action) ? Action : [Action]));
  });
  return [...new Set(named.map(String))].filter((action) => !/[*?]/.test(action));
}

function tableOf(calls: readonly SimulatedCall[]): string {
  const lines = calls.map(({ action, resource, verdict, why }) => {
    const word = verdict.allowed ? 'ALLOW' : 'DENY ';
    return `${word}  ${action}  on ${resource}\n       ${why}`;
  });
  const denied = calls.filter(({ verdict }) => !verdict.allowed).length;
  return [
    ...lines,
    `${calls.length} tried: ${denied} denied, ${calls.length - denied} allowed`,
  ].join('\n');
}

function jsonOf(calls: readonly SimulatedCall[]): string {
  const plain = calls.map(({ action, resource, verdict, why }) => ({
    action,
    resource,
    allowed: verdict.allowed,
    why,
    ...(verdict.deniedBy && { deniedBy: verdict.deniedBy }),
  }));
  return JSON.stringify(plain, undefined, 2);
}
