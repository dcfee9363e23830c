import type { Finding } from '@aws-sdk/client-guardduty';
import { type FilterCondition, type FilterCriteria, hasBound, severityRange } from './criteria.ts';
import { type FieldValue, fieldValues } from './finding-values.ts';
import { compileWildcard } from './wildcard.ts';

type ValueTest = (value: FieldValue) => boolean;
type ConditionTest = (values: readonly FieldValue[]) => boolean;

/**
 * The test whether a finding meets every condition. A finding that lacks a field meets `notEquals`
 * and `notMatches` and nothing else. With several values (arrays), `equals` and `matches` want one
 * of them among theirs, `notEquals` and `notMatches` none of them, and the bounds want one value
 * that is inside them all. Text compares case-sensitively.
 */
export function compileCriteria(criteria: FilterCriteria): (finding: Finding) => boolean {
  const tests = Object.entries(criteria).map(
    ([field, condition]) => [field, compileCondition(field, condition)] as const,
  );
  return (finding) => tests.every(([field, meets]) => meets(fieldValues(finding, field)));
}

/** Does this one finding meet them? */
export function matchesCriteria(finding: Finding, criteria: FilterCriteria): boolean {
  return compileCriteria(criteria)(finding);
}

function compileCondition(field: string, condition: FilterCondition): ConditionTest {
  const { equals, notEquals, matches, notMatches } = condition;
  const tests: ConditionTest[] = [];
  if (equals) tests.push(some(amongTest(field, equals)));
  if (notEquals) tests.push(none(amongTest(field, notEquals)));
  if (matches) tests.push(some(patternTest(matches)));
  if (notMatches) tests.push(none(patternTest(notMatches)));
  if (hasBound(condition)) tests.push(some((value) => isInside(value.number, condition)));
  return (values) => tests.every((test) => test(values));
}

const some =
  (test: ValueTest): ConditionTest =>
  (values) =>
    values.some(test);

const none =
  (test: ValueTest): ConditionTest =>
  (values) =>
    !values.some(test);

function amongTest(field: string, texts: readonly string[]): ValueTest {
  if (field !== 'severity') {
    const among = new Set(texts);
    return (value) => among.has(value.text);
  }
  const ranges = texts.map(severityRange).filter((range) => range !== undefined);
  return ({ number }) =>
    number !== undefined &&
    ranges.some(([from, to]) => (from === to ? number === from : number >= from && number < to));
}

function patternTest(patterns: readonly string[]): ValueTest {
  const tests = patterns.map(compileWildcard);
  return (value) => tests.some((test) => test(value.text));
}

function isInside(number: number | undefined, condition: FilterCondition): boolean {
  if (number === undefined) return false;
  const { greaterThan, greaterThanOrEqual, lessThan, lessThanOrEqual } = condition;
  return (
    (greaterThan === undefined || number > greaterThan) &&
    (greaterThanOrEqual === undefined || number >= greaterThanOrEqual) &&
    (lessThan === undefined || number < lessThan) &&
    (lessThanOrEqual === undefined || number <= lessThanOrEqual)
  );
}
