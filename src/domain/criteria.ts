import type { Finding, FindingCriteria as WireCriteria } from '@aws-sdk/client-guardduty';
import { CRITERIA_FIELDS_MAX, CRITERIA_VALUES_MAX } from '../limits.ts';
import { FINDING_FIELDS } from './finding-fields.ts';
import { ADDITIONAL_INFO, type FieldValue, fieldValues } from './finding-values.ts';

/**
 * FindingCriteria, the grammar of ListFindings, statistics and filters, in one place:
 * `store` indexes what `fieldValues` reads and compares as `matches` does.
 */
export interface Condition {
  readonly equals?: readonly string[];
  readonly notEquals?: readonly string[];
  readonly greaterThan?: number;
  readonly greaterThanOrEqual?: number;
  readonly lessThan?: number;
  readonly lessThanOrEqual?: number;
}

/** Field → condition; all must hold. */
export type FindingCriteria = Readonly<Record<string, Condition>>;

/** Criteria that cannot be used; the operation words its own refusal. */
export class CriteriaError extends Error {
  constructor(
    readonly reason:
      | 'unknownField'
      | 'unknownSort'
      | 'tooManyFields'
      | 'tooManyValues'
      | 'patternsNotAllowed'
      | 'emptyCondition'
      | 'contradiction'
      | 'badValue',
    message: string,
  ) {
    super(message);
    this.name = 'CriteriaError';
  }
}

const known = new Set(FINDING_FIELDS);
/** The user guide spells this one its own way. */
const aliases = new Map([
  ['resource.instanceDetails.outpostARN', 'resource.instanceDetails.outpostArn'],
]);

type WireCondition = NonNullable<WireCriteria['Criterion']>[string];

/**
 * Reads criteria as clients send them; the deprecated operators (`Eq`, `Gt` …) become the new ones.
 * @throws CriteriaError
 */
export function parseCriteria(input: WireCriteria | undefined): FindingCriteria {
  const entries = Object.entries(input?.Criterion ?? {});
  if (entries.length > CRITERIA_FIELDS_MAX) {
    throw new CriteriaError('tooManyFields', `More than ${CRITERIA_FIELDS_MAX} fields are named.`);
  }
  const criteria: Record<string, Condition> = {};
  for (const [name, wire] of entries) {
    const field = aliases.get(name) ?? name;
    if (!isFindingField(field)) {
      throw new CriteriaError('unknownField', `Findings cannot be searched by ${name}.`);
    }
    if (Object.hasOwn(criteria, field)) {
      throw new CriteriaError('contradiction', `${field} is named twice.`);
    }
    criteria[field] = parseCondition(field, wire);
  }
  return criteria;
}

/** May criteria name it? */
export function isFindingField(field: string): boolean {
  if (known.has(field)) return true;
  return field.startsWith(ADDITIONAL_INFO) && field.length > ADDITIONAL_INFO.length;
}

function parseCondition(field: string, wire: WireCondition): Condition {
  if (wire.Matches !== undefined || wire.NotMatches !== undefined) {
    throw new CriteriaError('patternsNotAllowed', `Patterns cannot search findings (${field}).`);
  }
  const equals = parseValues(field, wire.Equals, wire.Eq);
  const notEquals = parseValues(field, wire.NotEquals, wire.Neq);
  const greaterThan = parseBound(field, wire.GreaterThan, wire.Gt);
  const greaterThanOrEqual = parseBound(field, wire.GreaterThanOrEqual, wire.Gte);
  const lessThan = parseBound(field, wire.LessThan, wire.Lt);
  const lessThanOrEqual = parseBound(field, wire.LessThanOrEqual, wire.Lte);
  const condition: Condition = {
    ...(equals !== undefined && { equals }),
    ...(notEquals !== undefined && { notEquals }),
    ...(greaterThan !== undefined && { greaterThan }),
    ...(greaterThanOrEqual !== undefined && { greaterThanOrEqual }),
    ...(lessThan !== undefined && { lessThan }),
    ...(lessThanOrEqual !== undefined && { lessThanOrEqual }),
  };
  if (Object.keys(condition).length === 0) {
    throw new CriteriaError('emptyCondition', `The condition on ${field} is empty.`);
  }
  refuseContradiction(field, condition);
  return condition;
}

/** Both spellings of an operator may not be given at once: which one holds would be a guess. */
function oneOf<T>(field: string, current: T | undefined, legacy: T | undefined): T | undefined {
  if (current !== undefined && legacy !== undefined) {
    throw new CriteriaError('contradiction', `Both spellings of an operator are on ${field}.`);
  }
  return current ?? legacy;
}

function parseValues(
  field: string,
  current: readonly string[] | undefined,
  legacy: readonly string[] | undefined,
): readonly string[] | undefined {
  const values = oneOf(field, current, legacy);
  if (values === undefined) return undefined;
  if (values.length === 0) {
    throw new CriteriaError('emptyCondition', `The list of values for ${field} is empty.`);
  }
  if (values.length > CRITERIA_VALUES_MAX) {
    throw new CriteriaError(
      'tooManyValues',
      `${field} has more than ${CRITERIA_VALUES_MAX} values.`,
    );
  }
  if (field === 'severity' && values.some((value) => severityRange(value) === undefined)) {
    throw new CriteriaError('badValue', 'A severity is a decimal number.');
  }
  return values;
}

function parseBound(
  field: string,
  current: number | undefined,
  legacy: number | undefined,
): number | undefined {
  const bound = oneOf(field, current, legacy);
  if (bound !== undefined && !Number.isFinite(bound)) {
    throw new CriteriaError('badValue', `A bound on ${field} is not a finite number.`);
  }
  return bound;
}

/**
 * Refuses two lower or two upper bounds, bounds that leave nothing, and a value asked for and
 * excluded.
 */
function refuseContradiction(field: string, condition: Condition): void {
  const { greaterThan, greaterThanOrEqual, lessThan, lessThanOrEqual } = condition;
  const refuse = (why: string): never => {
    throw new CriteriaError('contradiction', `The condition on ${field} ${why}.`);
  };
  if (greaterThan !== undefined && greaterThanOrEqual !== undefined) refuse('has two lower bounds');
  if (lessThan !== undefined && lessThanOrEqual !== undefined) refuse('has two upper bounds');
  const lower = greaterThan ?? greaterThanOrEqual;
  const upper = lessThan ?? lessThanOrEqual;
  if (lower !== undefined && upper !== undefined) {
    const closed = greaterThan === undefined && lessThan === undefined;
    if (lower > upper || (lower === upper && !closed)) refuse('leaves no value');
  }
  const excluded = new Set(condition.notEquals);
  if (condition.equals?.some((value) => excluded.has(value))) refuse('asks for what it excludes');
}

/**
 * The severities that an `equals` value stands for, as `[from, to)`, or as one number where both
 * are equal. A whole number stands for all severities that begin with it: GuardDuty's levels are
 * written `["7", "8"]` and mean 7.0–8.9. Undefined for a text that is no number.
 */
export function severityRange(value: string): readonly [number, number] | undefined {
  if (!/^\d{1,2}(\.\d{1,6})?$/.test(value)) return undefined;
  const severity = Number(value);
  return Number.isInteger(severity) ? [severity, severity + 1] : [severity, severity];
}

/**
 * Does the finding meet every condition? A finding that lacks a field meets `notEquals` and nothing
 * else. With several values (arrays), `equals` wants one of them among its own, `notEquals` none of
 * them, and the bounds want one value that is inside them all. Text compares case-sensitively.
 */
export function matches(finding: Finding, criteria: FindingCriteria): boolean {
  return Object.entries(criteria).every(([field, condition]) =>
    meets(field, fieldValues(finding, field), condition),
  );
}

function meets(field: string, values: readonly FieldValue[], condition: Condition): boolean {
  const { equals, notEquals } = condition;
  if (equals && !values.some((value) => isAmong(field, value, equals))) return false;
  if (notEquals && values.some((value) => isAmong(field, value, notEquals))) return false;
  return !hasBound(condition) || values.some((value) => isInside(value.number, condition));
}

function isAmong(field: string, value: FieldValue, among: readonly string[]): boolean {
  if (field !== 'severity') return among.includes(value.text);
  const { number } = value;
  if (number === undefined) return false;
  return among.some((text) => {
    const range = severityRange(text);
    if (range === undefined) return false;
    const [from, to] = range;
    return from === to ? number === from : number >= from && number < to;
  });
}

/** Does the condition have any of the four comparisons? */
export function hasBound(condition: Condition): boolean {
  const { greaterThan, greaterThanOrEqual, lessThan, lessThanOrEqual } = condition;
  return [greaterThan, greaterThanOrEqual, lessThan, lessThanOrEqual].some(
    (bound) => bound !== undefined,
  );
}

function isInside(number: number | undefined, condition: Condition): boolean {
  if (number === undefined) return false;
  const { greaterThan, greaterThanOrEqual, lessThan, lessThanOrEqual } = condition;
  return (
    (greaterThan === undefined || number > greaterThan) &&
    (greaterThanOrEqual === undefined || number >= greaterThanOrEqual) &&
    (lessThan === undefined || number < lessThan) &&
    (lessThanOrEqual === undefined || number <= lessThanOrEqual)
  );
}
