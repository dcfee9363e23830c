import type { PrincipalKind, SessionScope } from './principal.ts';

export interface Account {
  readonly accountId: string;
  /** The address that an invitation's e-mail check compares with. */
  readonly email: string;
  readonly name: string;
  readonly status: 'ACTIVE' | 'SUSPENDED';
  /** Absent for an account outside every organisation. */
  readonly organizationId?: string;
  /** The organisational unit that it is in; absent directly below the root. */
  readonly unitId?: string;
  readonly joinedMethod?: 'CREATED' | 'INVITED';
  readonly joinedAt?: number;
  readonly createdAt: number;
}

export interface Organization {
  readonly organizationId: string;
  readonly rootId: string;
  readonly managementAccountId: string;
  readonly featureSet: 'ALL' | 'CONSOLIDATED_BILLING';
  /** Absent while service control policies are not enabled on the root. */
  readonly scpEnabledAt?: number;
  readonly createdAt: number;
}

export interface CreateAccountRequest {
  readonly requestId: string;
  readonly organizationId: string;
  readonly accountName: string;
  readonly state: 'IN_PROGRESS' | 'SUCCEEDED' | 'FAILED';
  readonly accountId?: string;
  readonly failureReason?: string;
  readonly requestedAt: number;
  readonly completedAt?: number;
}

/** A stored key. The secret is sealed: `lib/seal.ts` opens it with the master key. */
export interface Credential extends SessionScope {
  readonly accessKeyId: string;
  readonly accountId: string;
  readonly kind: PrincipalKind;
  readonly sealedSecret: string;
  /** SHA-256 (hex) of the session token; absent for long-term keys. */
  readonly tokenSha256?: string;
  readonly expiresAt?: number;
  /** An inactive key signs nothing until it is activated again. */
  readonly inactive?: true;
  readonly createdAt: number;
}
