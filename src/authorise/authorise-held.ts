import type { Principal } from '../domain/principal.ts';
import type { Partition } from '../domain/regions.ts';
import { isoMillis } from '../lib/clock.ts';
import type { AuthorisableCall } from './authorisable-call.ts';
import { contextKeys, type KeyValue, type ResourceOwner } from './context-keys.ts';
import type { PoliciesInForce } from './policies-in-force.ts';
import { evaluate, type Verdict } from './policy/evaluate.ts';
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

/** Who asks: a principal with a key, nobody in particular, or a service of Vedette itself. */
export type Asker =
  | { readonly kind: 'principal'; readonly principal: Principal }
  | { readonly kind: 'anonymous' }
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

/** The question of somebody who has no policies here: only the resource's policy can allow. */
export function judgeOther(
  asker: Exclude<Asker, { readonly kind: 'principal' }>,
  question: HeldQuestion,
  about: Circumstances,
): Verdict {
  const isService = asker.kind === 'service';
  const ofService = isService && {
    'aws:SourceAccount': asker.sourceAccount,
    'aws:SourceArn': asker.sourceArn,
    'aws:SourceOrgID': asker.sourceOrganizationId,
    'aws:PrincipalServiceName': asker.service,
  };
  return evaluate({
    ...asked(question),
    principal: isService
      ? { kind: 'service', accountId: '', arn: asker.service, service: asker.service }
      : { kind: 'user', accountId: 'anonymous', arn: 'anonymous' },
    identity: [{ name: 'none', policy: ANYTHING }],
    session: [],
    scpLevels: [],
    isManagementAccount: false,
    isServiceLinkedRole: false,
    sameAccount: false,
    keys: requestKeys(() => ({
      'aws:CurrentTime': `${isoMillis(about.now).slice(0, 19)}Z`,
      'aws:EpochTime': String(Math.floor(about.now / 1000)),
      'aws:PrincipalIsAWSService': String(isService),
      'aws:RequestedRegion': about.region,
      'aws:ResourceAccount': question.owner.accountId,
      'aws:ResourceOrgID': question.owner.organizationId,
      'aws:SourceIp': about.sourceIp,
      ...ofService,
      ...question.keys,
    })),
  });
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
