import type { FilterAction, FindingCriteria as WireCriteria } from '@aws-sdk/client-guardduty';
import {
  CRITERIA_FIELDS_MAX,
  CRITERIA_PATTERNS_MAX,
  CRITERIA_VALUES_MAX,
  CRITERIA_WILDCARDS_MAX,
} from '../limits.ts';
import { FINDING_FIELDS, SUPPRESSION_FIELDS } from './finding-fields.ts';
import { ADDITIONAL_INFO } from './finding-values.ts';
import { wildcardsIn } from './wildcard.ts';

/**
 * FindingCriteria, the grammar of ListFindings, statistics and filters, in one place:
 * `store` indexes what `fieldValues` reads and compares as `matchesCriteria` does.
 */
export interface Condition {
  readonly equals?: readonly string[];
  readonly notEquals?: readonly string[];
  readonly greaterThan?: number;
  readonly greaterThanOrEqual?: number;
  readonly lessThan?: number;
  readonly lessThanOrEqual?: number;
  /** Patterns are for filters: no search takes them, so a search must not be handed any. */
  readonly matches?: never;
  readonly notMatches?: never;
}

/** A condition of a filter, which may have patterns: `*` is any text, `?` one character. */
export interface FilterCondition extends Omit<Condition, 'matches' | 'notMatches'> {
  readonly matches?: readonly string[];
  readonly notMatches?: readonly string[];
}

/** Field → condition; all must hold. */
export type FindingCriteria = Readonly<Record<string, Condition>>;
export type FilterCriteria = Readonly<Record<string, FilterCondition>>;

/** Criteria that cannot be used; the operation words its own refusal. */
export class CriteriaError extends Error {
  constructor(
    readonly reason:
      | 'unknownField'
      | 'unknownSort'
      | 'tooManyFields'
      | 'tooManyValues'
      | 'tooManyWildcards'
      | 'noField'
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

const searchable = new Set(FINDING_FIELDS);
const suppressible = new Set(SUPPRESSION_FIELDS);
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
  return parseFields(input, isFindingField, parseCondition);
}

/**
 * Reads the criteria of a filter: of one field at least, with patterns where they are wanted. Only
 * a filter that archives may name the fields that findings cannot be searched by.
 * @throws CriteriaError
 */
export function parseFilterCriteria(input: WireCriteria, action: FilterAction): FilterCriteria {
  const isKnown = (field: string) =>
    isFindingField(field) || (action === 'ARCHIVE' && suppressible.has(field));
  const criteria = parseFields(input, isKnown, parseFilterCondition);
  if (Object.keys(criteria).length === 0) {
    throw new CriteriaError('noField', 'A filter names one field at least.');
  }
  return criteria;
}

function parseFields<C>(
  input: WireCriteria | undefined,
  isKnown: (field: string) => boolean,
  parse: (field: string, wire: WireCondition) => C,
): Readonly<Record<string, C>> {
  const entries = Object.entries(input?.Criterion ?? {});
  if (entries.length > CRITERIA_FIELDS_MAX) {
    throw new CriteriaError('tooManyFields', `More than ${CRITERIA_FIELDS_MAX} fields are named.`);
  }
  const criteria: Record<string, C> = {};
  for (const [name, wire] of entries) {
    const field = aliases.get(name) ?? name;
    if (!isKnown(field)) {
      throw new CriteriaError('unknownField', `Findings cannot be searched by ${name}.`);
    }
    if (Object.hasOwn(criteria, field)) {
      throw new CriteriaError('contradiction', `${field} is named twice.`);
    }
    criteria[field] = parse(field, wire);
  }
  return criteria;
}

/** May a search name it? */
export function isFindingField(field: string): boolean {
  if (searchable.has(field)) return true;
  return field.startsWith(ADDITIONAL_INFO) && field.length > ADDITIONAL_INFO.length;
}

function parseCondition(field: string, wire: WireCondition): Condition {
  if (wire.Matches !== undefined || wire.NotMatches !== undefined) {
    throw new CriteriaError('patternsNotAllowed', `Patterns cannot search findings (${field}).`);
  }
  const condition = parseOperators(field, wire);
  refuseEmpty(field, condition);
  return condition;
}

function parseFilterCondition(field: string, wire: WireCondition): FilterCondition {
  const matches = parsePatterns(field, wire.Matches);
  const notMatches = parsePatterns(field, wire.NotMatches);
  const condition: FilterCondition = {
    ...parseOperators(field, wire),
    ...(matches !== undefined && { matches }),
    ...(notMatches !== undefined && { notMatches }),
  };
  refuseEmpty(field, condition);
  if (matches?.some((pattern) => notMatches?.includes(pattern))) {
    throw new CriteriaError('contradiction', `A pattern on ${field} is asked for and excluded.`);
  }
  return condition;
}

function refuseEmpty(field: string, condition: FilterCondition): void {
  if (Object.keys(condition).length > 0) return;
  throw new CriteriaError('emptyCondition', `The condition on ${field} is empty.`);
}

function parseOperators(field: string, wire: WireCondition): Condition {
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

function parsePatterns(
  field: string,
  patterns: readonly string[] | undefined,
): readonly string[] | undefined {
  if (patterns === undefined) return undefined;
  if (patterns.length === 0) {
    throw new CriteriaError('emptyCondition', `The list of patterns for ${field} is empty.`);
  }
  if (patterns.length > CRITERIA_PATTERNS_MAX) {
    const text = `${field} has more than ${CRITERIA_PATTERNS_MAX} patterns.`;
    throw new CriteriaError('tooManyValues', text);
  }
  if (patterns.some((pattern) => wildcardsIn(pattern) > CRITERIA_WILDCARDS_MAX)) {
    const text = `A pattern on ${field} has more than ${CRITERIA_WILDCARDS_MAX} wildcards.`;
    throw new CriteriaError('tooManyWildcards', text);
  }
  return patterns;
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

/** Does the condition have any of the four comparisons? */
export function hasBound(condition: FilterCondition): boolean {
  const { greaterThan, greaterThanOrEqual, lessThan, lessThanOrEqual } = condition;
  return [greaterThan, greaterThanOrEqual, lessThan, lessThanOrEqual].some(
    (bound) => bound !== undefined,
  );
}
