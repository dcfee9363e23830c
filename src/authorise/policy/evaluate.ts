import type { RequestPrincipal } from './match-principal.ts';
import { appliesTo, namingIn, type Question, statementsAbout } from './match-statement.ts';
import type { Policy, Statement } from './policy.ts';
import type { RequestKeys } from './request-keys.ts';

/** A policy with the name that explanations give it. */
export interface AppliedPolicy {
  readonly name: string;
  readonly policy: Policy;
}

export interface EvaluationRequest {
  /** `guardduty:CreateFilter`. */
  readonly action: string;
  /** All of them must be allowed; `['*']` for an action that is about no resource. */
  readonly resources: readonly string[];
  readonly keys: RequestKeys;
  readonly principal: RequestPrincipal;
  readonly identity: readonly AppliedPolicy[];
  readonly boundary?: AppliedPolicy | undefined;
  /** One of them must allow what the session does; without any, nothing is narrowed. */
  readonly session: readonly AppliedPolicy[];
  /** Root, each organisational unit, account; empty for whom no service control policy binds. */
  readonly scpLevels: readonly (readonly AppliedPolicy[])[];
  /** The role's trust policy for `sts:AssumeRole`; a bucket's or a key's policy. */
  readonly resourcePolicy?: AppliedPolicy | undefined;
  /** Without its word nothing is allowed, not even inside its own account: keys are so. */
  readonly resourceDecides?: boolean | undefined;
  readonly isManagementAccount: boolean;
  readonly isServiceLinkedRole: boolean;
  /** Does the resource belong to the principal's account? */
  readonly sameAccount: boolean;
}

export type PolicyLayer =
  | 'service control policy'
  | 'resource-based policy'
  | 'identity-based policy'
  | 'permissions boundary'
  | 'session policy';

/** One statement that had a say, for explanations. */
export interface Decision {
  readonly layer: PolicyLayer;
  readonly policy: string;
  /** Position of the statement in its document, from 0. */
  readonly statement: number;
  readonly sid?: string;
}

export interface Verdict {
  readonly allowed: boolean;
  /** Completes AWS's sentence: `because no identity-based policy allows the … action`. */
  readonly reason: string;
  /** Of the resources asked for, the one that was refused. */
  readonly resource?: string;
  /** The kind of policy that denied, or that should have allowed and did not. */
  readonly refusedBy?: PolicyLayer;
  /** The statement that denied; absent where nothing allowed. */
  readonly deniedBy?: Decision;
  /** What allowed, one statement of each layer that had to. */
  readonly allowedBy: readonly Decision[];
}

/** May the principal do this to all of the resources? Pure: AWS's evaluation logic, no more. */
export function evaluate(request: EvaluationRequest): Verdict {
  const layers = layersOf(request);
  let last: Verdict | undefined;
  for (const resource of request.resources) {
    const { keys, principal } = request;
    const question = { action: request.action.toLowerCase(), resource, keys, principal };
    last = judge(request, layers, question);
    if (!last.allowed) return last;
  }
  if (last === undefined) throw new Error(`${request.action} names no resource, not even *`);
  return last;
}

interface Layer {
  readonly layer: PolicyLayer;
  readonly policies: readonly AppliedPolicy[];
}

interface Layers {
  /** Each of them must allow. */
  readonly scps: readonly Layer[];
  readonly identity: Layer;
  readonly boundary: Layer | undefined;
  readonly session: Layer | undefined;
  readonly resource: Layer;
}

function layersOf(request: EvaluationRequest): Layers {
  const { boundary, session, resourcePolicy, scpLevels } = request;
  const unbound = request.isManagementAccount || request.isServiceLinkedRole;
  const isService = request.principal.kind === 'service';
  const levels = unbound || isService ? [] : scpLevels;
  return {
    scps: levels.map((policies) => ({ layer: 'service control policy', policies })),
    identity: { layer: 'identity-based policy', policies: request.identity },
    boundary: boundary && { layer: 'permissions boundary', policies: [boundary] },
    session: session.length > 0 ? { layer: 'session policy', policies: session } : undefined,
    resource: {
      layer: 'resource-based policy',
      policies: resourcePolicy === undefined ? [] : [resourcePolicy],
    },
  };
}

function judge(request: EvaluationRequest, layers: Layers, question: Question): Verdict {
  const { scps, identity, boundary, session, resource } = layers;
  for (const layer of [...scps, resource, identity, boundary, session]) {
    const deniedBy = layer && firstMatch(layer, 'Deny', question)?.decision;
    if (deniedBy !== undefined) return explicitDeny(deniedBy, request, question);
  }
  const allowedBy: Decision[] = [];
  for (const layer of scps) {
    const found = firstMatch(layer, 'Allow', question);
    if (found === undefined) return implicitDeny(layer.layer, request, question, allowedBy);
    allowedBy.push(found.decision);
  }
  const granted = grantOfResource(resource, question);
  if (granted !== undefined) allowedBy.push(granted.decision);
  const refusedBy = missingAllow(request, layers, question, granted?.naming, allowedBy);
  return refusedBy === undefined
    ? { allowed: true, reason: `every policy in force allows ${request.action}`, allowedBy }
    : implicitDeny(refusedBy, request, question, allowedBy);
}

/** The first layer that should have allowed and did not; fills in what did. */
function missingAllow(
  request: EvaluationRequest,
  { identity, boundary, session, resource }: Layers,
  question: Question,
  naming: 'directly' | 'as-role' | 'by-account' | undefined,
  allowedBy: Decision[],
): PolicyLayer | undefined {
  const { kind } = request.principal;
  // A service has no policies of its own, and what is another account's wants its consent.
  const needsResource = kind === 'service' || !request.sameAccount || decides(request);
  if (needsResource && naming === undefined) return resource.layer;
  if (kind === 'service') return undefined;
  const inside = request.sameAccount && naming !== undefined && naming !== 'by-account';
  const wanted = [
    ...(kind === 'root' || inside ? [] : [identity]),
    ...(inside && naming === 'directly' ? [] : [boundary, session]),
  ];
  for (const layer of wanted) {
    if (layer === undefined) continue;
    const found = firstMatch(layer, 'Allow', question);
    if (found === undefined) return layer.layer;
    allowedBy.push(found.decision);
  }
  return undefined;
}

interface Match {
  readonly decision: Decision;
  readonly statement: Statement;
}

function firstMatch(
  { layer, policies }: Layer,
  effect: Statement['effect'],
  question: Question,
): Match | undefined {
  for (const applied of policies) {
    const { version } = applied.policy;
    const statement = statementsAbout(applied.policy, question.action).find(
      (candidate) => candidate.effect === effect && appliesTo(candidate, question, version),
    );
    if (statement !== undefined)
      return { decision: decisionOf(layer, applied, statement), statement };
  }
  return undefined;
}

type Grant = {
  readonly decision: Decision;
  readonly naming: 'directly' | 'as-role' | 'by-account';
};

/** The statement of the resource's policy that names the principal most closely. */
function grantOfResource({ layer, policies }: Layer, question: Question): Grant | undefined {
  let best: Grant | undefined;
  for (const applied of policies) {
    for (const statement of statementsAbout(applied.policy, question.action)) {
      if (statement.effect !== 'Allow') continue;
      if (!appliesTo(statement, question, applied.policy.version)) continue;
      const naming = namingIn(statement, question.principal);
      if (naming === 'not') continue;
      const decision = decisionOf(layer, applied, statement);
      if (best === undefined || rank(naming) < rank(best.naming)) best = { decision, naming };
    }
  }
  return best;
}

function rank(naming: Grant['naming']): number {
  return ['directly', 'as-role', 'by-account'].indexOf(naming);
}

function decisionOf(layer: PolicyLayer, { name }: AppliedPolicy, statement: Statement): Decision {
  const { index, sid } = statement;
  return { layer, policy: name, statement: index, ...(sid === undefined ? {} : { sid }) };
}

/** What a role's trust policy decides about. */
const ON_ROLES = /^sts:(AssumeRole|SetSourceIdentity|TagSession)/i;

function decides({ action, resourcePolicy, resourceDecides }: EvaluationRequest): boolean {
  return resourceDecides === true || (resourcePolicy !== undefined && ON_ROLES.test(action));
}

function explicitDeny(
  deniedBy: Decision,
  request: EvaluationRequest,
  { resource }: Question,
): Verdict {
  const reason = `with an explicit deny in ${article(deniedBy.layer, request)}`;
  return { allowed: false, reason, resource, refusedBy: deniedBy.layer, deniedBy, allowedBy: [] };
}

function implicitDeny(
  layer: PolicyLayer,
  request: EvaluationRequest,
  { resource }: Question,
  allowedBy: readonly Decision[],
): Verdict {
  const named = layer === 'resource-based policy' && isOnRole(request) ? ROLE_TRUST : layer;
  const reason = `because no ${named} allows the ${request.action} action`;
  return { allowed: false, reason, resource, refusedBy: layer, allowedBy };
}

const ROLE_TRUST = 'role trust policy';

function isOnRole({ action }: EvaluationRequest): boolean {
  return ON_ROLES.test(action);
}

function article(layer: PolicyLayer, request: EvaluationRequest): string {
  if (layer === 'resource-based policy' && isOnRole(request)) return `the ${ROLE_TRUST}`;
  return layer === 'identity-based policy' ? `an ${layer}` : `a ${layer}`;
}
