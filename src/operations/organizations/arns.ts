import type { Organization } from '../../domain/account.ts';
import { FULL_AWS_ACCESS } from '../../domain/organization.ts';
import type { Partition } from '../../domain/regions.ts';

/** Everything of an organisation has an ARN of its management account. */
export interface ArnScope {
  readonly organization: Organization;
  readonly partition: Partition;
}

export function organizationArn({ organization, partition }: ArnScope): string {
  return `${prefix(organization, partition)}:organization/${organization.organizationId}`;
}

export function accountArn({ organization, partition }: ArnScope, accountId: string): string {
  return `${prefix(organization, partition)}:account/${organization.organizationId}/${accountId}`;
}

export function rootArn({ organization, partition }: ArnScope): string {
  const { organizationId, rootId } = organization;
  return `${prefix(organization, partition)}:root/${organizationId}/${rootId}`;
}

export function unitArn({ organization, partition }: ArnScope, unitId: string): string {
  return `${prefix(organization, partition)}:ou/${organization.organizationId}/${unitId}`;
}

/** What AWS manages belongs to no account. */
export function policyArn({ organization, partition }: ArnScope, policyId: string): string {
  const kind = 'service_control_policy';
  if (policyId === FULL_AWS_ACCESS) {
    return `arn:${partition}:organizations::aws:policy/${kind}/${policyId}`;
  }
  const { organizationId } = organization;
  return `${prefix(organization, partition)}:policy/${organizationId}/${kind}/${policyId}`;
}

export function handshakeArn({ organization, partition }: ArnScope, handshakeId: string): string {
  const { organizationId } = organization;
  return `${prefix(organization, partition)}:handshake/${organizationId}/invite/${handshakeId}`;
}

function prefix({ managementAccountId }: Organization, partition: Partition): string {
  return `arn:${partition}:organizations::${managementAccountId}`;
}
