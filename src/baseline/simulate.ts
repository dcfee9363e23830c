import { arnForm, resourceTypesOf } from '../authorise/action-table.ts';
import { resourceTagKeys } from '../authorise/context-keys.ts';
import {
  type AppliedPolicy,
  type Decision,
  evaluate,
  type Verdict,
} from '../authorise/policy/evaluate.ts';
import { parsePolicy } from '../authorise/policy/parse-policy.ts';
import { requestKeys } from '../authorise/policy/request-keys.ts';
import type { Tags } from '../domain/tags.ts';

export interface Simulation {
  /** ARN of a role, a user or the root of an account. */
  readonly principal: string;
  readonly actions: readonly string[];
  /** Unless it is said: an example of what the action is about. */
  readonly resource?: string | undefined;
  /** Tags of that resource. */
  readonly tags: Tags;
  /** One policy at one level: it says what is denied, and leaves what is allowed to others. */
  readonly scps: readonly AppliedPolicy[];
  /** What the principal itself may do; everything unless it is said. */
  readonly identity: readonly AppliedPolicy[];
  readonly isManagementAccount: boolean;
  readonly region: string;
}

export interface SimulatedCall {
  readonly action: string;
  readonly resource: string;
  readonly verdict: Verdict;
  /** `denied by statement 1 (KeepGuardDuty) of guard.json`. */
  readonly why: string;
}

export const EVERYTHING: AppliedPolicy = {
  name: 'a policy that allows everything',
  policy: parsePolicy(
    '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}',
    'identity',
  ),
};

const PRINCIPAL = /^arn:[\w-]+:(iam|sts)::(\d{12}):(root|user|role|assumed-role)(?:\/(.+))?$/;

/** Throws an Error for the operator where the principal is none. */
export function simulate(what: Simulation): readonly SimulatedCall[] {
  const { kind, accountId, arn, roleArn } = principalOf(what.principal);
  return what.actions.map((action) => {
    const resource = what.resource ?? exampleResource(action, accountId, what.region);
    const [service = ''] = action.split(':');
    const verdict = evaluate({
      action,
      resources: [resource],
      principal: { kind, accountId, arn, ...(roleArn !== undefined && { roleArn }) },
      identity: what.identity,
      session: [],
      // What policies allow at each level is not in question here: only what they deny.
      scpLevels: what.scps.map((policy) => [policy, EVERYTHING]),
      isManagementAccount: what.isManagementAccount,
      isServiceLinkedRole: roleArn?.includes(':role/aws-service-role/') ?? false,
      sameAccount: true,
      keys: requestKeys(() => ({
        'aws:PrincipalArn': roleArn ?? arn,
        'aws:PrincipalAccount': accountId,
        'aws:RequestedRegion': what.region,
        'aws:ResourceAccount': accountId,
        'aws:SecureTransport': 'true',
        'aws:ViaAWSService': 'false',
        'aws:PrincipalIsAWSService': 'false',
        ...(resource === '*' ? {} : resourceTagKeys(service, what.tags)),
      })),
    });
    return { action, resource, verdict, why: whyOf(verdict, what) };
  });
}

function principalOf(text: string) {
  const [, service, accountId = '', type, name = ''] = PRINCIPAL.exec(text) ?? [];
  if (type === undefined) throw new Error(`${text} is no ARN of a role, a user or a root.`);
  if (type === 'root') return { kind: 'root', accountId, arn: text } as const;
  if (type === 'user') return { kind: 'user', accountId, arn: text } as const;
  const [partition] = text.slice('arn:'.length).split(':');
  if (service === 'iam') {
    const session = `arn:${partition}:sts::${accountId}:assumed-role/${name.split('/').pop()}/s`;
    return { kind: 'role', accountId, arn: session, roleArn: text } as const;
  }
  const roleArn = `arn:${partition}:iam::${accountId}:role/${name.split('/')[0]}`;
  return { kind: 'role', accountId, arn: text, roleArn } as const;
}

/** `*` for what is about no resource, as AWS has it. */
function exampleResource(action: string, accountId: string, region: string): string {
  const [service = '', name = ''] = action.split(':');
  const type = resourceTypesOf(service, name)?.find(({ required }) => required);
  const form = type === undefined ? undefined : arnForm(service, type.name);
  if (form === undefined) return '*';
  const fixed: Readonly<Record<string, string>> = {
    Partition: 'aws',
    Region: region,
    Account: accountId,
  };
  return form
    .replace(/\$\{(\w+)\}/g, (_whole, part: string) => fixed[part] ?? 'example')
    .replace('/publishingdestination/', '/publishingDestination/');
}

function whyOf(verdict: Verdict, { isManagementAccount }: Simulation): string {
  if (verdict.deniedBy !== undefined) return `denied by ${decisionText(verdict.deniedBy)}`;
  if (!verdict.allowed) return `denied ${verdict.reason}`;
  const granting = verdict.allowedBy.at(-1);
  const spared = isManagementAccount ? ', and no service control policy binds its account' : '';
  return `allowed by ${granting ? decisionText(granting) : 'nobody'}${spared}`;
}

function decisionText({ statement, sid, policy }: Decision): string {
  return `statement ${statement + 1}${sid === undefined ? '' : ` (${sid})`} of ${policy}`;
}
