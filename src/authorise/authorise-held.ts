import type { Principal } from '../domain/principal.ts';
import type { Partition } from '../domain/regions.ts';
import { isoMillis } from '../lib/clock.ts';
import type { AuthorisableCall } from './authorisable-call.ts';
import { contextKeys, type KeyValue, type ResourceOwner } from './context-keys.ts';
import type { PoliciesInForce } from './policies-in-force.ts';
import { evaluate, type Verdict } from './policy/evaluate.ts';
import type { RequestPrincipal } from './policy/match-principal.ts';
import { parsePolicy } from './policy/parse-policy.ts';
import type { Policy } from './policy/policy.ts';
import { requestKeys } from './policy/request-keys.ts';
import { requestPrincipal } from './request-principal.ts';

/** One question about a resource that may have a policy of its own: a bucket or its objects. */
export interface HeldQuestion {
  /** `s3:GetObject`. */
  readonly action: string;
  readonly resource: string;
  readonly owner: ResourceOwner;
  /** Checked when it was put. */
  readonly policy?: string | undefined;
  /** What kind of document it is; a bucket's or a key's unless said. */
  readonly policyKind?: 'resource' | 'trust' | undefined;
  /** What the policy is called in explanations. */
  readonly policyName: string;
  /** Condition keys of the service. */
  readonly keys: Readonly<Record<string, KeyValue>>;
}

/** Who asks: a principal with a key, nobody in particular, or Vedette itself for somebody. */
export type Asker =
  | { readonly kind: 'principal'; readonly principal: Principal }
  | { readonly kind: 'anonymous' }
  /** An account itself, as its root would ask: what is read on its behalf. */
  | { readonly kind: 'account'; readonly accountId: string }
  | {
      readonly kind: 'service';
      /** `guardduty.amazonaws.com`. */
      readonly service: string;
      /** Whom it works for, as `aws:SourceAccount` and `aws:SourceArn` have it. */
      readonly sourceAccount: string;
      readonly sourceArn: string;
      readonly sourceOrganizationId?: string | undefined;
    };

export interface Circumstances {
  readonly region: string;
  readonly partition: Partition;
  /** Milliseconds. */
  readonly now: number;
  readonly sourceIp?: string | undefined;
}

/** A principal that may do all: for who has no policies of their own, the resource's decides. */
const ANYTHING: Policy = parsePolicy(
  '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}',
  'identity',
);

/** A principal's question. */
export function judgePrincipal(
  principal: Principal,
  policies: PoliciesInForce,
  question: HeldQuestion,
  about: Circumstances,
): Verdict {
  const { owner, keys } = question;
  const { organization } = policies;
  const call: AuthorisableCall = {
    ...about,
    service: 's3',
    operation: '',
    input: {},
    principal,
    organization,
  };
  return evaluate({
    ...asked(question),
    principal: requestPrincipal(call),
    identity: policies.identity,
    boundary: policies.boundary,
    session: policies.session,
    scpLevels: policies.scpLevels,
    isManagementAccount: organization?.managementAccountId === principal.accountId,
    isServiceLinkedRole: principal.rolePath?.startsWith('/aws-service-role/') ?? false,
    sameAccount: owner.accountId === principal.accountId,
    keys: requestKeys(() => ({ ...contextKeys(call, policies, owner), ...keys })),
  });
}

type Other = Exclude<Asker, { readonly kind: 'principal' }>;

/** The question of somebody who has no policies here: only the resource's policy can allow. */
export function judgeOther(asker: Other, question: HeldQuestion, about: Circumstances): Verdict {
  const { owner } = question;
  return evaluate({
    ...asked(question),
    principal: principalOf(asker, about),
    identity: [{ name: 'none', policy: ANYTHING }],
    session: [],
    scpLevels: [],
    isManagementAccount: false,
    isServiceLinkedRole: false,
    sameAccount: asker.kind === 'account' && asker.accountId === owner.accountId,
    keys: requestKeys(() => ({
      'aws:CurrentTime': `${isoMillis(about.now).slice(0, 19)}Z`,
      'aws:EpochTime': String(Math.floor(about.now / 1000)),
      'aws:PrincipalIsAWSService': String(asker.kind === 'service'),
      'aws:RequestedRegion': about.region,
      'aws:ResourceAccount': owner.accountId,
      'aws:ResourceOrgID': owner.organizationId,
      'aws:SourceIp': about.sourceIp,
      ...keysOf(asker, about),
      ...question.keys,
    })),
  });
}

function principalOf(asker: Other, about: Circumstances): RequestPrincipal {
  if (asker.kind === 'service') {
    return { kind: 'service', accountId: '', arn: asker.service, service: asker.service };
  }
  if (asker.kind === 'anonymous') {
    return { kind: 'user', accountId: 'anonymous', arn: 'anonymous' };
  }
  const { accountId } = asker;
  return { kind: 'root', accountId, arn: rootArn(accountId, about) };
}

function keysOf(asker: Other, about: Circumstances): Record<string, KeyValue> {
  if (asker.kind === 'anonymous') return {};
  if (asker.kind === 'account') {
    return {
      'aws:PrincipalAccount': asker.accountId,
      'aws:PrincipalArn': rootArn(asker.accountId, about),
      'aws:PrincipalType': 'Account',
    };
  }
  return {
    'aws:SourceAccount': asker.sourceAccount,
    'aws:SourceArn': asker.sourceArn,
    'aws:SourceOrgID': asker.sourceOrganizationId,
    'aws:PrincipalServiceName': asker.service,
  };
}

function rootArn(accountId: string, { partition }: Circumstances): string {
  return `arn:${partition}:iam::${accountId}:root`;
}

function asked({ action, resource, policy, policyName, policyKind }: HeldQuestion) {
  return {
    action,
    resources: [resource],
    resourcePolicy:
      policy === undefined
        ? undefined
        : { name: policyName, policy: parsePolicy(policy, policyKind ?? 'resource') },
  };
}
