import type { CoverageFilterCriteria } from '@aws-sdk/client-guardduty';
import { CRITERIA_FIELDS_MAX, CRITERIA_VALUES_MAX } from '../../../limits.ts';
import { guardDutyError } from '../errors.ts';

/** Refuses criteria that no resource could be held against: no key, no condition, or too many. */
export function checkCoverageCriteria(criteria: CoverageFilterCriteria | undefined): void {
  const all = criteria?.FilterCriterion ?? [];
  if (all.length > CRITERIA_FIELDS_MAX) throw guardDutyError('invalidInput');
  for (const { CriterionKey: key, FilterCondition: condition } of all) {
    const values = [...(condition?.Equals ?? []), ...(condition?.NotEquals ?? [])];
    const fits = values.length > 0 && values.length <= CRITERIA_VALUES_MAX;
    if (key === undefined || !fits) throw guardDutyError('invalidInput');
  }
}
