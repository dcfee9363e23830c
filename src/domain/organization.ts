/** A container of accounts and further containers, below the root or another unit. */
export interface OrganizationalUnit {
  readonly unitId: string;
  readonly organizationId: string;
  /** The root or a unit. */
  readonly parentId: string;
  readonly name: string;
  readonly createdAt: number;
}

/** A service control policy: the only type that is evaluated, so the only one that is kept. */
export interface OrganizationPolicy {
  readonly policyId: string;
  /** Absent for what AWS manages: every organisation has it and none can change it. */
  readonly organizationId?: string;
  readonly name: string;
  readonly description: string;
  /** JSON text, as it was given. */
  readonly content: string;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** A policy at a root, a unit or an account. */
export interface PolicyAttachment {
  readonly organizationId: string;
  readonly targetId: string;
  readonly policyId: string;
  readonly attachedAt: number;
}

/** Trusted access: a service that may act in the accounts of an organisation. */
export interface ServiceAccess {
  readonly organizationId: string;
  readonly servicePrincipal: string;
  readonly enabledAt: number;
}

/** A member account that administers one service for the whole organisation. */
export interface Delegation {
  readonly organizationId: string;
  readonly servicePrincipal: string;
  readonly accountId: string;
  readonly enabledAt: number;
}

/** AWS's own policy, which allows everything: a level that holds nothing else restricts nothing. */
export const FULL_AWS_ACCESS = 'p-FullAWSAccess';

export type TargetKind = 'ROOT' | 'ORGANIZATIONAL_UNIT' | 'ACCOUNT' | 'POLICY';

/** What an id of Organizations names, by its form alone. */
export function targetKind(id: string): TargetKind | undefined {
  if (/^r-[0-9a-z]{4,32}$/.test(id)) return 'ROOT';
  if (/^ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}$/.test(id)) return 'ORGANIZATIONAL_UNIT';
  if (/^\d{12}$/.test(id)) return 'ACCOUNT';
  return /^p-[0-9a-zA-Z_]{8,128}$/.test(id) ? 'POLICY' : undefined;
}
