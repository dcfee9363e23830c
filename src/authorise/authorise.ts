import type { Store } from '../store/store.ts';
import type { Ask, AuthorisableCall, ResourceLookups } from './authorisable-call.ts';
import { textOf } from './authorisable-call.ts';
import { contextKeys, type ResourceOwner, resourceTagKeys } from './context-keys.ts';
import { functionAsked } from './functions-asked.ts';
import { keysAsked } from './keys-asked.ts';
import type { PoliciesInForce } from './policies-in-force.ts';
import {
  type AppliedPolicy,
  type EvaluationRequest,
  evaluate,
  type Verdict,
} from './policy/evaluate.ts';
import { type RequestKeys, requestKeys } from './policy/request-keys.ts';
import { principalKind, requestPrincipal } from './request-principal.ts';
import { asksOf } from './request-resources.ts';
import { looksLikeRoleArn, roleToAssume } from './role-to-assume.ts';

/** A verdict with the action that it is about: handing over a role is an action of its own. */
export interface CallVerdict extends Verdict {
  readonly action: string;
}

export interface AuthoriserParts {
  readonly lookups: ResourceLookups;
  readonly store: Pick<Store, 'accounts' | 'iam' | 'kms' | 'functions'>;
}

/** No policy grants or denies them: they say only who the caller is. */
const FREE = new Set(['sts:GetCallerIdentity', 'sts:GetSessionToken']);

/**
 * May the principal make this call? By its identity policies, boundary and session policies, the
 * service control policies above its account and, for AssumeRole, the role's trust policy.
 * `policies` are those in force for it. The verdict says which statement decided.
 */
export async function authorise(
  call: AuthorisableCall,
  policies: PoliciesInForce,
  parts: AuthoriserParts,
): Promise<CallVerdict> {
  const action = `${call.service}:${call.operation}`;
  if (FREE.has(action)) return allowed(action, 'this operation needs no permission');
  if (isUnlimited(call, policies)) {
    return allowed(action, 'no policy limits the root of this account');
  }
  if (action === 'sts:AssumeRole') return authoriseAssumeRole(call, policies, parts);
  if (call.service === 'kms') return authoriseOnKeys(call, policies, parts);
  if (call.service === 'lambda') {
    const asked = await functionAsked(call, parts.store);
    if (asked) return judgeAll(call, asked.asks, policies, parts.lookups, asked.held);
  }
  const asking = asksOf(call, parts.lookups);
  const asks = asking instanceof Promise ? await asking : asking;
  return judgeAll(call, asks, policies, parts.lookups);
}

/**
 * Root needs no grant, so where nothing can deny either, nothing has to be worked out. AssumeRole,
 * keys and functions are left out: there the owner of the role, key or function has a say.
 */
export function isUnlimited(
  { principal, service, operation }: Pick<AuthorisableCall, 'principal' | 'service' | 'operation'>,
  { scpLevels, session, organization }: PoliciesInForce,
): boolean {
  if (principalKind(principal) !== 'root' || session.length > 0) return false;
  if (
    service === 'kms' ||
    service === 'lambda' ||
    (service === 'sts' && operation === 'AssumeRole')
  )
    return false;
  return scpLevels.length === 0 || organization?.managementAccountId === principal.accountId;
}

async function authoriseAssumeRole(
  call: AuthorisableCall,
  policies: PoliciesInForce,
  parts: AuthoriserParts,
): Promise<CallVerdict> {
  const action = 'sts:AssumeRole';
  const arn = textOf(call.input, 'RoleArn') ?? '';
  if (!looksLikeRoleArn(arn)) return allowed(action, 'the operation refuses such a text');
  const role = await roleToAssume(call, parts.store);
  if (role === undefined) {
    const reason = `because no role trust policy allows the ${action} action`;
    const refusedBy = 'resource-based policy';
    return { allowed: false, action, resource: arn, reason, refusedBy, allowedBy: [] };
  }
  const asks = [{ action, resources: [arn] }];
  if (textOf(call.input, 'SourceIdentity') !== undefined) {
    asks.push({ action: 'sts:SetSourceIdentity', resources: [arn] });
  }
  return judgeAll(call, asks, policies, parts.lookups, role);
}

async function authoriseOnKeys(
  call: AuthorisableCall,
  policies: PoliciesInForce,
  { lookups, store }: AuthoriserParts,
): Promise<CallVerdict> {
  let last: CallVerdict | undefined;
  for (const { held, ...ask } of await keysAsked(call, store)) {
    last = await judgeAll(call, [ask], policies, lookups, held);
    if (!last.allowed) return last;
  }
  return last ?? allowed(`kms:${call.operation}`, 'nothing was asked');
}

/** Where nothing else is said, the resource is the caller's own. */
interface ForeignResource {
  readonly owner: ResourceOwner;
  readonly trust?: AppliedPolicy;
  readonly decides?: boolean;
}

async function judgeAll(
  call: AuthorisableCall,
  asks: readonly Ask[],
  policies: PoliciesInForce,
  lookups: ResourceLookups,
  foreign?: ForeignResource,
): Promise<CallVerdict> {
  const { principal } = call;
  const owner = foreign?.owner ?? {
    accountId: principal.accountId,
    organizationId: policies.organization?.organizationId,
  };
  const asker = requestPrincipal(call);
  // Written out, since copying an object with so many members costs more than judging it.
  const request = (action: string, resource: string, keys: RequestKeys): EvaluationRequest => ({
    action,
    resources: [resource],
    keys,
    principal: asker,
    identity: policies.identity,
    boundary: policies.boundary,
    session: policies.session,
    scpLevels: policies.scpLevels,
    resourcePolicy: foreign?.trust,
    resourceDecides: foreign?.decides,
    isManagementAccount: policies.organization?.managementAccountId === principal.accountId,
    isServiceLinkedRole: principal.rolePath?.startsWith('/aws-service-role/') ?? false,
    sameAccount: owner.accountId === principal.accountId,
  });
  let last: CallVerdict | undefined;
  for (const { action, resources, passedTo } of asks) {
    const common = () => ({
      ...contextKeys(call, policies, owner),
      'iam:PassedToService': passedTo,
    });
    const keys = requestKeys(common);
    for (const resource of resources) {
      const own = policies.readsResourceTags
        ? await keysOfResource(common, resource, call, lookups)
        : keys;
      const verdict = evaluate(request(action, resource, own));
      last = { ...verdict, action };
      if (!last.allowed) return last;
    }
  }
  return last ?? allowed(`${call.service}:${call.operation}`, 'nothing was asked');
}

async function keysOfResource(
  common: () => ReturnType<typeof contextKeys>,
  resource: string,
  call: AuthorisableCall,
  lookups: ResourceLookups,
): Promise<RequestKeys> {
  if (resource === '*') return requestKeys(common);
  const tags = await lookups.tagsOf(resource, call);
  return requestKeys(() => ({ ...common(), ...resourceTagKeys(call.service, tags) }));
}

function allowed(action: string, reason: string): CallVerdict {
  return { allowed: true, action, reason, allowedBy: [] };
}
