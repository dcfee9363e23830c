import type { Account } from '../domain/account.ts';
import type { Principal } from '../domain/principal.ts';

export interface AuthoriseRequest {
  readonly principal: Principal;
  /** The account that the principal belongs to, as it is stored. */
  readonly account: Account | undefined;
  /** The account that this installation was first started with. */
  readonly managementAccountId: string;
  /** Signing name of the service and AWS's name of the operation: `sts`, `AssumeRole`. */
  readonly service: string;
  readonly operation: string;
}

/** `reason` says in a sentence why; a refused caller may see it. */
export interface Verdict {
  readonly allowed: boolean;
  readonly reason: string;
}

/**
 * What a GetSessionToken session of root may still ask STS for: AWS's own rule. GetSessionToken is
 * among them because it refuses sessions itself, in words of its own.
 */
const STS_FOR_ROOT_SESSIONS = new Set(['AssumeRole', 'GetCallerIdentity', 'GetSessionToken']);

/** Operations that make accounts or keys for the whole installation. */
const MANAGEMENT_ONLY = new Set(['vedette:CreateStandaloneAccount']);

/**
 * May this principal do this in its own account? Root may do all of it, and so may a session of a
 * role that CreateAccount made, since that role holds AdministratorAccess. Which resources are in
 * reach is no question here: every operation is bound to the caller's account by what it loads.
 */
export function authorise(request: AuthoriseRequest): Verdict {
  const { principal, account, service, operation } = request;
  if (account === undefined) return refused('the account of the caller does not exist');
  if (account.status !== 'ACTIVE') return refused('the account of the caller is suspended');
  if (principal.kind === 'root-session' && !openToRootSession(service, operation)) {
    return refused('a session of GetSessionToken may not call this operation');
  }
  if (MANAGEMENT_ONLY.has(`${service}:${operation}`) && !isManagement(request)) {
    return refused('only the management account may call this operation');
  }
  return { allowed: true, reason: `${principal.kind} has administrator rights in its account` };
}

function openToRootSession(service: string, operation: string): boolean {
  if (service === 'iam') return false;
  return service !== 'sts' || STS_FOR_ROOT_SESSIONS.has(operation);
}

/** Roles are left out: they are held by whoever may assume them, and no role makes accounts. */
function isManagement({ principal, managementAccountId }: AuthoriseRequest): boolean {
  return principal.kind !== 'role-session' && principal.accountId === managementAccountId;
}

function refused(reason: string): Verdict {
  return { allowed: false, reason };
}
