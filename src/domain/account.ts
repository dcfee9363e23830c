export interface Account {
  readonly accountId: string;
  /** The address that an invitation's e-mail check compares with. */
  readonly email: string;
  readonly name: string;
  readonly status: 'ACTIVE' | 'SUSPENDED';
  /** Absent for an account outside every organisation. */
  readonly organizationId?: string;
  readonly joinedMethod?: 'CREATED' | 'INVITED';
  readonly joinedAt?: number;
  readonly createdAt: number;
}

export interface Organization {
  readonly organizationId: string;
  readonly rootId: string;
  readonly managementAccountId: string;
  readonly featureSet: 'ALL' | 'CONSOLIDATED_BILLING';
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

export interface Role {
  readonly accountId: string;
  readonly roleName: string;
  readonly roleId: string;
  /** The account whose principals may assume it; real trust policies come with IAM. */
  readonly trustedAccountId: string;
  readonly createdAt: number;
}

/** A stored key. The secret is sealed: `lib/seal.ts` opens it with the master key. */
export interface Credential {
  readonly accessKeyId: string;
  readonly accountId: string;
  readonly kind: 'root' | 'root-session' | 'role-session';
  readonly sealedSecret: string;
  /** SHA-256 (hex) of the session token; absent for long-term keys. */
  readonly tokenSha256?: string;
  readonly expiresAt?: number;
  readonly roleName?: string;
  readonly roleId?: string;
  readonly sessionName?: string;
  readonly createdAt: number;
}
