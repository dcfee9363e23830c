import { identityArn, type Principal, principalArn } from '../domain/principal.ts';
import type { AuthorisableCall } from './authorisable-call.ts';
import type { RequestPrincipal } from './policy/match-principal.ts';

/** Who signed a call, in all the ways a policy may name them. */
export function requestPrincipal({ principal, partition }: AuthorisableCall): RequestPrincipal {
  const { accountId, userId, roleId } = principal;
  const arn = principalArn(principal, partition);
  const kind = principalKind(principal);
  if (kind === 'root') return { kind, accountId, arn };
  if (kind === 'user') return { kind, accountId, arn, ...(userId && { uniqueId: userId }) };
  const roleArn = identityArn(principal, partition);
  return { kind, accountId, arn, roleArn, ...(roleId && { uniqueId: roleId }) };
}

/** A session is what it was made of. */
export function principalKind({ kind }: Principal): 'root' | 'user' | 'role' {
  if (kind === 'role-session') return 'role';
  return kind === 'user' || kind === 'user-session' ? 'user' : 'root';
}
