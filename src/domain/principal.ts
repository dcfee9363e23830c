import type { NamedPolicy } from './named-policy.ts';
import type { Partition } from './regions.ts';

export type PrincipalKind = 'root' | 'root-session' | 'user' | 'user-session' | 'role-session';

/** Who a key stands for inside its account, and what narrows it. */
export interface SessionScope {
  /** Only for users and their sessions. */
  readonly userName?: string;
  readonly userId?: string;
  /** Begins and ends with a slash. */
  readonly userPath?: string;
  /** Only for role sessions. */
  readonly roleName?: string;
  readonly roleId?: string;
  readonly rolePath?: string;
  readonly sessionName?: string;
  /** One of them must allow what the session does, besides the role's own policies. */
  readonly sessionPolicies?: readonly NamedPolicy[];
  readonly sourceIdentity?: string;
  /** For a role session: the account that the chain of assumed roles began in. */
  readonly originAccountId?: string;
}

/** Who signed a call. Kept without partition: the ARN is written for the Region of the call. */
export interface Principal extends SessionScope {
  readonly kind: PrincipalKind;
  readonly accountId: string;
  readonly accessKeyId: string;
}

/**
 * `arn:aws:iam::111122223333:root`, `arn:aws:iam::111122223333:user/path/Name` or
 * `arn:aws:sts::111122223333:assumed-role/Name/session`.
 */
export function principalArn(principal: Principal, partition: Partition): string {
  const { accountId } = principal;
  if (isUser(principal)) return identityArn(principal, partition);
  if (principal.kind !== 'role-session') return `arn:${partition}:iam::${accountId}:root`;
  const name = `${principal.roleName}/${principal.sessionName}`;
  return `arn:${partition}:sts::${accountId}:assumed-role/${name}`;
}

/** The user, role or root behind a principal: of a role session the ARN of the role itself. */
export function identityArn(principal: Principal, partition: Partition): string {
  const start = `arn:${partition}:iam::${principal.accountId}`;
  if (isUser(principal)) return `${start}:user${principal.userPath ?? '/'}${principal.userName}`;
  if (principal.kind !== 'role-session') return `${start}:root`;
  return `${start}:role${principal.rolePath ?? '/'}${principal.roleName}`;
}

/** The `UserId` of GetCallerIdentity. */
export function principalUserId(principal: Principal): string {
  if (isUser(principal)) return principal.userId ?? '';
  if (principal.kind !== 'role-session') return principal.accountId;
  return `${principal.roleId}:${principal.sessionName}`;
}

function isUser({ kind }: Principal): boolean {
  return kind === 'user' || kind === 'user-session';
}
