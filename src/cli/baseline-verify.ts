import { Command, Option } from 'commander';
import { guardduty } from '../api/wire/guardduty.ts';
import { bodies, labels } from '../baseline/verify/attempts.ts';
import {
  type Answered,
  type Proof,
  type TriedRole,
  verifyGuard,
} from '../baseline/verify/verify-guard.ts';
import { beginSession } from './begin-session.ts';
import { callService, type ServiceCall } from './call-service.ts';
import { addClientOptions, type Caller, type ClientOptions, callerOf } from './client-options.ts';
import { type FollowedSample, followSample } from './follow-sample.ts';

interface VerifyOptions extends ClientOptions {
  readonly memberRole: readonly string[];
  readonly exemptRole: readonly string[];
  readonly sampleRole?: string;
  readonly readerRole?: string;
  readonly format: 'table' | 'json';
}

/** The guard is not what it should be. */
const UNPROVEN = 8;

const HELP = `
Assumes each role with the key of the environment and tries all that changes GuardDuty, on a
detector that nobody has: who is let through changes nothing. A member must be denied by a service
control policy; an exempt role must not. Ends with 8 where one is not as it should be. It tries
calls on a Vedette; for AWS, see "vedette baseline simulate".

With --sample-role, a sample finding is raised by that role, looked for in the bucket by
--reader-role (or by the same), read decrypted, and archived.

Example:
  vedette baseline verify --member-role arn:aws:iam::444455556666:role/developer \\
    --exempt-role arn:aws:iam::444455556666:role/admin-role \\
    --sample-role arn:aws:iam::444455556666:role/admin-role \\
    --reader-role arn:aws:iam::123456789012:role/auditor`;

/** `vedette baseline verify`: proves by calls that the guard holds. */
export function baselineVerifyCommand(): Command {
  const command = new Command('verify')
    .description('prove by calls that the guard denies members and spares exempt roles')
    .addOption(roles('--member-role <arn>', 'role that must be denied').makeOptionMandatory())
    .addOption(roles('--exempt-role <arn>', 'role that must be spared').default([], 'none'))
    .option('--sample-role <arn>', 'exempt role in whose account a sample finding is raised')
    .option('--reader-role <arn>', 'with --sample-role: role that reads the bucket, decrypted')
    .addOption(
      new Option('--format <format>', 'how to print it')
        .choices(['table', 'json'])
        .default('table'),
    );
  return addClientOptions(command).addHelpText('after', HELP).action(run);
}

function roles(flags: string, description: string): Option {
  return new Option(flags, `${description}; repeatable`).argParser(
    (text: string, before: string[] = []) => [...before, text],
  );
}

async function run(options: VerifyOptions): Promise<void> {
  if (options.readerRole !== undefined && options.sampleRole === undefined) {
    throw new Error('--reader-role reads a sample: give --sample-role, which raises it.');
  }
  const caller = callerOf(options);
  const tried: TriedRole[] = [];
  let hasDetector = true;
  for (const [isSpared, arns] of [
    [false, options.memberRole],
    [true, options.exemptRole],
  ] as const) {
    for (const roleArn of arns) {
      const session = await sessionOf(caller, roleArn);
      hasDetector &&= await detectorIsThere(session);
      tried.push({ name: roleArn, isSpared, call: (action) => attempt(session, action) });
    }
  }
  const proofs = await verifyGuard(tried, hasDetector);
  const sample = await sampleOf(options, caller);
  if (options.format === 'json') {
    console.log(JSON.stringify(sample ? { proofs, sample } : proofs, undefined, 2));
  } else {
    console.log([table(proofs), ...(sample ? [sampleText(sample)] : [])].join('\n'));
  }
  const isLost = sample !== undefined && 'lost' in sample;
  if (isLost || proofs.some(({ isAsWanted }) => !isAsWanted)) process.exitCode = UNPROVEN;
}

type Sample = FollowedSample | { readonly lost: string };

async function sampleOf(options: VerifyOptions, caller: Caller): Promise<Sample | undefined> {
  const { sampleRole, readerRole } = options;
  if (sampleRole === undefined) return undefined;
  const [, , , , accountId = ''] = sampleRole.split(':');
  const raiser = await sessionOf(caller, sampleRole);
  const reader = readerRole === undefined ? raiser : await sessionOf(caller, readerRole);
  try {
    return await followSample(raiser, accountId, reader);
  } catch (error) {
    if (error instanceof Error) return { lost: error.message };
    throw error;
  }
}

function sampleText(sample: Sample): string {
  if ('lost' in sample) return `WRONG  the sample finding is lost: ${sample.lost}`;
  const { findingId, type, object, keyArn } = sample;
  return `sample ${type} ${findingId}: in ${object}, decrypted under ${keyArn}`;
}

async function sessionOf(caller: Caller, roleArn: string): Promise<Caller> {
  const asked = { roleArn, sessionName: 'vedette-verify', seconds: undefined };
  const { credentials } = await beginSession(caller, asked);
  return { ...caller, credentials };
}

async function detectorIsThere(caller: Caller): Promise<boolean> {
  const { status, text } = await send(caller, 'GET', '/detector', undefined);
  if (status !== 200) throw new Error(`ListDetectors was refused: ${text}`);
  return (JSON.parse(text) as { detectorIds: string[] }).detectorIds.length > 0;
}

/** One call by the wire's own table. */
async function attempt(caller: Caller, action: string): Promise<Answered> {
  const http = guardduty.operations[action]?.http;
  if (http === undefined) throw new Error(`${action} is no operation of GuardDuty`);
  const path = http.uri.replace(/\{(\w+)\}/g, (_whole, name: string) =>
    encodeURIComponent(labels[name] ?? ''),
  );
  const body = http.method === 'POST' || http.method === 'PUT' ? bodies[action] : undefined;
  const { status, text } = await send(caller, http.method, path, body);
  if (status < 300) return {};
  const { __type: type, message } = JSON.parse(text) as { __type?: string; message?: string };
  return { code: status === 403 ? 'AccessDeniedException' : type, message };
}

function send(caller: Caller, method: string, path: string, body: object | undefined) {
  const query = path.startsWith('/tags/') && method === 'DELETE' ? [['tagKeys', 'verify']] : [];
  return callService(caller, {
    method: method as ServiceCall['method'],
    service: 'guardduty',
    path,
    query: new Map(query as [string, string][]),
    headers: body === undefined ? {} : { 'content-type': 'application/json' },
    body: Buffer.from(body === undefined ? '' : JSON.stringify(body)),
  });
}

function table(proofs: readonly Proof[]): string {
  const wrong = proofs.filter(({ isAsWanted }) => !isAsWanted);
  const lines = wrong.map(
    ({ role, action, outcome, message }) =>
      `WRONG  guardduty:${action} as ${role}: ${outcome}\n       ${message || 'carried out'}`,
  );
  const counts = [...new Set(proofs.map(({ role }) => role))].map((role) => {
    const own = proofs.filter((proof) => proof.role === role);
    const outcomes = [...new Set(own.map(({ outcome }) => outcome))].map(
      (outcome) => `${own.filter((proof) => proof.outcome === outcome).length} ${outcome}`,
    );
    return `${role}: ${outcomes.join(', ')}`;
  });
  const verdict = wrong.length === 0 ? 'the guard holds' : `${wrong.length} not as they should be`;
  return [...lines, ...counts, `${proofs.length} tried: ${verdict}`].join('\n');
}
