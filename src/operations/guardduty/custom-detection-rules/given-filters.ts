import type { DetectionRuleFilter } from '@aws-sdk/client-guardduty';
import { FILTER_FIELDS } from '../../../domain/detection-rules/managed-rules.ts';
import { RULE_FILTER_VALUES_MAX, RULE_FILTERS_MAX } from '../../../limits.ts';
import { guardDutyError } from '../errors.ts';

const FILTER_VALUE = /^[a-zA-Z0-9 _.\-:/]{1,255}$/;

export function givenFilters(
  filters: readonly DetectionRuleFilter[] | undefined,
): readonly DetectionRuleFilter[] {
  const given = filters ?? [];
  if (given.length > RULE_FILTERS_MAX || !given.every(isFilter))
    throw guardDutyError('invalidInput');
  return given;
}

function isFilter({ Name, Values = [], Condition }: DetectionRuleFilter): boolean {
  const hasValues = Values.length > 0 && Values.length <= RULE_FILTER_VALUES_MAX;
  const isKnown = FILTER_FIELDS.some((field) => field === Name);
  const compares = Condition === undefined || Condition === 'EQUALS' || Condition === 'CONTAINS';
  return isKnown && compares && hasValues && Values.every((value) => FILTER_VALUE.test(value));
}
