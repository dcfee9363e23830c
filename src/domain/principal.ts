import type { Partition } from './regions.ts';

/** Who signed a call. Kept without partition: the ARN is written for the Region of the call. */
export interface Principal {
  readonly kind: 'root' | 'root-session' | 'role-session';
  readonly accountId: string;
  readonly accessKeyId: string;
  /** Only for role sessions. */
  readonly roleName?: string;
  readonly roleId?: string;
  readonly sessionName?: string;
}

/** `arn:aws:iam::111122223333:root` or `arn:aws:sts::111122223333:assumed-role/Name/session`. */
export function principalArn(principal: Principal, partition: Partition): string {
  if (principal.kind !== 'role-session') return `arn:${partition}:iam::${principal.accountId}:root`;
  const name = `${principal.roleName}/${principal.sessionName}`;
  return `arn:${partition}:sts::${principal.accountId}:assumed-role/${name}`;
}

/** The `UserId` of GetCallerIdentity. */
export function principalUserId(principal: Principal): string {
  if (principal.kind !== 'role-session') return principal.accountId;
  return `${principal.roleId}:${principal.sessionName}`;
}
