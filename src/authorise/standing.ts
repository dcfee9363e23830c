import type { Account } from '../domain/account.ts';
import type { Principal } from '../domain/principal.ts';

export interface StandingRequest {
  readonly principal: Principal;
  /** The account that the principal belongs to, as it is stored. */
  readonly account: Account | undefined;
  /** The account that this installation was first started with. */
  readonly managementAccountId: string;
  /** Signing name of the service and AWS's name of the operation: `sts`, `AssumeRole`. */
  readonly service: string;
  readonly operation: string;
}

/**
 * What a GetSessionToken session may still ask STS for: AWS's own rule. GetSessionToken is among
 * them because it refuses sessions itself, in words of its own.
 */
const STS_FOR_SESSIONS = new Set(['AssumeRole', 'GetCallerIdentity', 'GetSessionToken']);

/** Operations about the whole installation: its accounts, and what leaves it. */
const MANAGEMENT_ONLY = new Set([
  'vedette:CreateStandaloneAccount',
  'vedette:ListDetections',
  'vedette:ListSinks',
  'vedette:ListDeadLetters',
  'vedette:ResendDeadLetters',
]);

/**
 * What no policy can grant: the state of the account, what a session is good for, and what only
 * the management account does. Answers why the call is refused, or nothing.
 */
export function refuseStanding(request: StandingRequest): string | undefined {
  const { principal, account, service, operation } = request;
  if (account === undefined) return 'because the account of the caller does not exist';
  if (account.status !== 'ACTIVE') return 'because the account of the caller is suspended';
  const ofGetSessionToken = principal.kind === 'root-session' || principal.kind === 'user-session';
  if (ofGetSessionToken && !openToSession(service, operation)) {
    return 'because a session of GetSessionToken may not call this operation';
  }
  if (MANAGEMENT_ONLY.has(`${service}:${operation}`) && !isManagement(request)) {
    return 'because only the management account may call this operation';
  }
  return undefined;
}

function openToSession(service: string, operation: string): boolean {
  if (service === 'iam') return false;
  return service !== 'sts' || STS_FOR_SESSIONS.has(operation);
}

/** Roles are left out: they are held by whoever may assume them, and no role makes accounts. */
function isManagement({ principal, managementAccountId }: StandingRequest): boolean {
  return principal.kind !== 'role-session' && principal.accountId === managementAccountId;
}
