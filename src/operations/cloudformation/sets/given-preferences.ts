import type * as sdk from '@aws-sdk/client-cloudformation';
import type { OperationPreferences } from '../../../domain/stack-set.ts';
import { cloudFormationErrors } from '../errors.ts';

export function givenPreferences(
  given: sdk.StackSetOperationPreferences = {},
): OperationPreferences {
  const { validation } = cloudFormationErrors;
  const pairs = [
    ['FailureToleranceCount', 'FailureTolerancePercentage'],
    ['MaxConcurrentCount', 'MaxConcurrentPercentage'],
  ] as const;
  for (const [count, percentage] of pairs) {
    if (given[count] !== undefined && given[percentage] !== undefined) {
      throw validation(`You can specify either ${count} or ${percentage}, but not both`);
    }
  }
  const { FailureToleranceCount: tolerated, MaxConcurrentCount: concurrent } = given;
  const soft = given.ConcurrencyMode === 'SOFT_FAILURE_TOLERANCE';
  if (!soft && concurrent !== undefined && concurrent > (tolerated ?? 0) + 1) {
    const isCounted = given.FailureTolerancePercentage === undefined;
    if (isCounted) {
      throw validation('MaxConcurrentCount must be at most one more than FailureToleranceCount');
    }
  }
  return {
    parallelRegions: given.RegionConcurrencyType === 'PARALLEL',
    regionOrder: given.RegionOrder ?? [],
    toleranceCount: tolerated,
    tolerancePercentage: given.FailureTolerancePercentage,
    concurrentCount: concurrent,
    concurrentPercentage: given.MaxConcurrentPercentage,
    soft,
  };
}
