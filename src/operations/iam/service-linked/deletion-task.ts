/** The last deletion of a role that was asked for: kept as a setting, one a role and account. */
export interface DeletionTask {
  readonly taskId: string;
  /** Regions in which the service still needs the role; none where it was deleted. */
  readonly regionsInUse: readonly string[];
  readonly linkedService: string;
}

export function deletionSetting(accountId: string, roleName: string): string {
  return `iam.deletion.${accountId}.${roleName}`;
}
