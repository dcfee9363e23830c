import type { Partition } from '../../domain/regions.ts';
import type { ModuleName } from './modules/modules.ts';

/** A landing zone as the baseline sees it: who keeps what, and whom the guard spares. */
export interface Layout {
  readonly organizationId: string;
  /** Keeps the bucket and the key: of Control Tower, Log Archive. */
  readonly logArchiveAccountId: string;
  /** Runs the stack sets as delegated administrator, and reads the findings: Audit. */
  readonly auditAccountId: string;
  /** Where accounts get GuardDuty. */
  readonly unitIds: readonly string[];
  readonly regions: readonly string[];
  /** Of the bucket and the key, which must share it. */
  readonly storageRegion: string;
  readonly bucketName: string;
  readonly partition: Partition;
  /** Names of roles, or patterns of them, besides those of stack sets. */
  readonly exemptRoles: readonly string[];
  /** Of the function of the template that uses one. */
  readonly functionTag: { readonly key: string; readonly value: string };
  /** A Vedette without TLS: a bucket that refuses calls without it could never be read. */
  readonly isPlainHttp?: boolean | undefined;
  /** What the baseline cares for besides GuardDuty. */
  readonly modules?: readonly ModuleName[] | undefined;
}

/** Stack sets act under roles of this name. */
const STACK_SET_ROLES = 'stacksets-exec-*';

/** Roles of the function that exports, one a Region, since names of roles are the account's. */
export const EXPORTER_ROLE_PREFIX = 'guardduty-exporter-';

/** What the rendered templates need, and what the operator names. */
export function exemptRolesOf({ exemptRoles }: Layout): readonly string[] {
  return [...new Set([STACK_SET_ROLES, `${EXPORTER_ROLE_PREFIX}*`, ...exemptRoles])];
}
