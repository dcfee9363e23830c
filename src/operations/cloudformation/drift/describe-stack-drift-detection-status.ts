import type { StackDriftStatus } from '@aws-sdk/client-cloudformation';
import { dateOf } from '../../../lib/clock.ts';
import { cloudFormationErrors } from '../errors.ts';
import { query } from '../operation.ts';

export const describeStackDriftDetectionStatus = query(
  'DescribeStackDriftDetectionStatus',
  async (input, { accountId, region, store }) => {
    const { StackDriftDetectionId: id } = input;
    const found = await store.stacks.get('driftDetection', id);
    if (found?.accountId !== accountId || found.region !== region) {
      throw cloudFormationErrors.validation(`StackDriftDetectionId ${id} does not exist.`);
    }
    return {
      ...{ StackId: found.stackId, StackDriftDetectionId: id, DetectionStatus: found.status },
      StackDriftStatus: found.stackStatus as StackDriftStatus,
      DetectionStatusReason: found.reason,
      DriftedStackResourceCount: found.drifted,
      Timestamp: dateOf(found.at),
    };
  },
);
