import type { Principal } from './principal.ts';
import type { StackContent } from './stack.ts';

export interface AutoDeployment {
  readonly enabled: boolean;
  readonly retains: boolean;
}

export interface StackSet extends StackContent {
  /** `name:uuid`. */
  readonly stackSetId: string;
  readonly name: string;
  /** Whose it is: of a service-managed one, always the management account. */
  readonly accountId: string;
  readonly region: string;
  readonly status: 'ACTIVE' | 'DELETED';
  readonly description?: string | undefined;
  readonly permissionModel: 'SELF_MANAGED' | 'SERVICE_MANAGED';
  readonly administrationRoleArn?: string | undefined;
  readonly executionRoleName?: string | undefined;
  readonly autoDeployment?: AutoDeployment | undefined;
  /** What has been deployed to: accounts that join these units get it too. */
  readonly targets: readonly { readonly unitId: string; readonly regions: readonly string[] }[];
  /** In which of the targets each account was when it was last looked. */
  readonly unitsOf?: Readonly<Record<string, readonly string[]>> | undefined;
  readonly managedExecution: boolean;
  readonly createdAt: number;
  readonly drift?: SetDrift | undefined;
}

export interface SetDrift {
  readonly status: 'DRIFTED' | 'IN_SYNC' | 'NOT_CHECKED';
  readonly checkedAt: number;
  readonly total: number;
  readonly drifted: number;
  readonly failed: number;
}

export interface StackInstance {
  readonly stackSetId: string;
  readonly accountId: string;
  readonly region: string;
  readonly stackId?: string | undefined;
  readonly unitId?: string | undefined;
  readonly overrides: Readonly<Record<string, string>>;
  readonly status: 'CURRENT' | 'OUTDATED' | 'INOPERABLE';
  readonly detailed: string;
  readonly reason?: string | undefined;
  readonly lastOperationId?: string | undefined;
  readonly driftStatus?: string | undefined;
  readonly driftCheckedAt?: number | undefined;
}

export interface OperationPreferences {
  readonly parallelRegions: boolean;
  readonly regionOrder: readonly string[];
  readonly toleranceCount?: number | undefined;
  readonly tolerancePercentage?: number | undefined;
  readonly concurrentCount?: number | undefined;
  readonly concurrentPercentage?: number | undefined;
  readonly soft: boolean;
}

export interface StackSetOperation {
  readonly operationId: string;
  readonly stackSetId: string;
  /** Whose set it is. */
  readonly accountId: string;
  readonly region: string;
  readonly action: 'CREATE' | 'UPDATE' | 'DELETE' | 'DETECT_DRIFT';
  readonly status: 'QUEUED' | 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'STOPPING' | 'STOPPED';
  readonly reason?: string | undefined;
  readonly preferences: OperationPreferences;
  /** Preferences count for nothing where accounts join and leave. */
  readonly isAutomatic: boolean;
  readonly retains: boolean;
  /** The account that asked, and as whom. */
  readonly principal: Principal;
  readonly createdAt: number;
  readonly endedAt?: number | undefined;
}

export interface StackSetResult {
  readonly operationId: string;
  readonly accountId: string;
  readonly region: string;
  readonly unitId?: string | undefined;
  readonly status: 'PENDING' | 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'CANCELLED';
  readonly reason?: string | undefined;
}
