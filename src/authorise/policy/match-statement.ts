import { POLICY_ACTIONS_KEPT_MAX } from '../../limits.ts';
import { meetsCondition } from './match-condition.ts';
import { type Naming, namingOf, type RequestPrincipal } from './match-principal.ts';
import type { Patterns, Policy, Statement } from './policy.ts';
import type { RequestKeys } from './request-keys.ts';
import { expandVariables } from './variables.ts';
import { matchesArn, matchesWildcard } from './wildcard.ts';

/** What a statement is held against: one action on one resource. */
export interface Question {
  /** In lower case. */
  readonly action: string;
  /** An ARN, or `*` for an action that is about no resource. */
  readonly resource: string;
  readonly keys: RequestKeys;
  readonly principal: RequestPrincipal;
}

/** Policies do not change, and neither do the actions that their statements are about. */
const about = new WeakMap<Policy, Map<string, readonly Statement[]>>();

/** The statements of the policy that are about this action, worked out once. */
export function statementsAbout(policy: Policy, action: string): readonly Statement[] {
  const known = about.get(policy) ?? new Map<string, readonly Statement[]>();
  const kept = known.get(action);
  if (kept !== undefined) return kept;
  const statements = policy.statements.filter((one) => matchesAction(one.action, action));
  if (known.size >= POLICY_ACTIONS_KEPT_MAX) known.clear();
  known.set(action, statements);
  about.set(policy, known);
  return statements;
}

/**
 * Does a statement that is about the action apply to the request? The effect is the caller's to
 * heed.
 */
export function appliesTo(
  statement: Statement,
  question: Question,
  version: Policy['version'],
): boolean {
  return (
    matchesResource(statement.resource, question, version) &&
    namingIn(statement, question.principal) !== 'not' &&
    statement.conditions.every((condition) => meetsCondition(condition, question.keys, version))
  );
}

/** Whoever the policy is attached to, where the statement names no principal. */
export function namingIn({ principal }: Statement, asking: RequestPrincipal): Naming {
  return principal === undefined ? 'directly' : namingOf(principal, asking);
}

function matchesAction({ negated, patterns }: Patterns, action: string): boolean {
  return patterns.some((pattern) => matchesWildcard(pattern, action)) !== negated;
}

/** An action without a resource is about `*`, which no ARN stands for. */
function matchesResource(
  { negated, patterns }: Patterns,
  { resource, keys }: Question,
  version: Policy['version'],
): boolean {
  let lacking = false;
  const found = patterns.some((pattern) => {
    if (pattern === '*') return true;
    const expanded = version === '2008-10-17' ? pattern : expandVariables(pattern, keys);
    lacking ||= expanded === undefined;
    return expanded !== undefined && matchesArn(expanded, resource);
  });
  // What NotResource leaves out cannot be said while a variable is open: it then grants nothing.
  if (negated && lacking) return false;
  return found !== negated;
}
