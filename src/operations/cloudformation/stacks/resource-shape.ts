import type * as sdk from '@aws-sdk/client-cloudformation';
import type { StackResource } from '../../../domain/stack.ts';
import { dateOf } from '../../../lib/clock.ts';

/** What all answers about resources have in common. */
export function resourceShape(row: StackResource) {
  const { drift } = row;
  return {
    LogicalResourceId: row.logicalId,
    PhysicalResourceId: row.made && (row.made.ref ?? row.made.physicalId),
    ResourceType: row.type,
    ResourceStatus: row.status as sdk.ResourceStatus,
    ResourceStatusReason: row.statusReason,
    DriftInformation: {
      StackResourceDriftStatus: (drift?.status ?? 'NOT_CHECKED') as sdk.StackResourceDriftStatus,
      LastCheckTimestamp: drift && dateOf(drift.checkedAt),
    },
  };
}
