import type { PrincipalPatterns } from './policy.ts';

/** Who asks, in all the ways a policy may name it. */
export interface RequestPrincipal {
  readonly kind: 'root' | 'user' | 'role' | 'service';
  readonly accountId: string;
  /** Of the user, the account's root, or the session: `…:assumed-role/Name/session`. */
  readonly arn: string;
  /** Of the role itself, for a role session. */
  readonly roleArn?: string;
  /** `AIDA…` or `AROA…`: what IAM keeps of a deleted user or role in a trust policy. */
  readonly uniqueId?: string;
  /** `ec2.amazonaws.com`, for a service. */
  readonly service?: string;
}

/**
 * How closely a policy names the principal. Naming an account only lets that account decide;
 * naming a role gives its sessions what their own boundary and session policy leave; naming a
 * user or a session gives it directly.
 */
export type Naming = 'directly' | 'as-role' | 'by-account' | 'not';

/** How the Principal element names this principal, the closest way where there are several. */
export function namingOf(patterns: PrincipalPatterns, principal: RequestPrincipal): Naming {
  const naming = closest(patterns, principal);
  if (!patterns.negated) return naming;
  return naming === 'not' ? 'directly' : 'not';
}

const CLOSEST_FIRST: readonly Naming[] = ['directly', 'as-role', 'by-account', 'not'];

function closest({ names }: PrincipalPatterns, principal: RequestPrincipal): Naming {
  if (principal.kind === 'service') {
    const named = names.Service?.includes(principal.service ?? '') || names.AWS?.includes('*');
    return named ? 'directly' : 'not';
  }
  const found = new Set((names.AWS ?? []).map((name) => namingBy(name, principal)));
  return CLOSEST_FIRST.find((naming) => found.has(naming)) ?? 'not';
}

const ACCOUNT = /^(?:arn:[\w-]+:iam::)?(\d{12})(?::root)?$/;

/** `*` names a session no closer than its role: nobody wrote down that very session. */
function namingBy(name: string, principal: RequestPrincipal): Naming {
  const { kind, accountId, arn, roleArn, uniqueId } = principal;
  const isRole = kind === 'role';
  if (name === '*') return isRole ? 'as-role' : 'directly';
  if (name === arn) return 'directly';
  if (isRole && name === roleArn) return 'as-role';
  if (uniqueId !== undefined && name === uniqueId) return isRole ? 'as-role' : 'directly';
  return ACCOUNT.exec(name)?.[1] === accountId ? 'by-account' : 'not';
}
