import { readFileSync } from 'node:fs';
import type { FindingCriteria as WireCriteria } from '@aws-sdk/client-guardduty';
import { describe, expect, it } from 'vitest';
import { CriteriaError, parseCriteria, parseFilterCriteria } from './criteria.ts';
import { FINDING_FIELDS, SUPPRESSION_FIELDS } from './finding-fields.ts';

type WireConditions = NonNullable<WireCriteria['Criterion']>;

const parse = (Criterion: WireConditions) => parseCriteria({ Criterion });

function reasonFor(criterion: WireConditions): string {
  return reasonOf(() => parse(criterion));
}

function reasonOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof CriteriaError) return error.reason;
    throw error;
  }
  return 'accepted';
}

describe('parseCriteria', () => {
  it('reads nothing as no criteria', () => {
    expect(parseCriteria(undefined)).toEqual({});
    expect(parseCriteria({})).toEqual({});
    expect(parse({})).toEqual({});
  });

  it('folds the deprecated operators into the new ones', () => {
    expect(
      parse({
        type: { Eq: ['a'], Neq: ['b'] },
        severity: { Gte: 4, Lt: 7 },
        updatedAt: { Gt: 1 },
        createdAt: { Lte: 2 },
      }),
    ).toEqual({
      type: { equals: ['a'], notEquals: ['b'] },
      severity: { greaterThanOrEqual: 4, lessThan: 7 },
      updatedAt: { greaterThan: 1 },
      createdAt: { lessThanOrEqual: 2 },
    });
  });

  it('takes both generations in one criterion, as the console of AWS sends them', () => {
    const criterion = {
      'service.archived': { Eq: ['false'] },
      updatedAt: { GreaterThanOrEqual: 5 },
    };
    expect(parse(criterion)).toEqual({
      'service.archived': { equals: ['false'] },
      updatedAt: { greaterThanOrEqual: 5 },
    });
  });

  it('knows every path inside additionalInfo and the spelling of the user guide', () => {
    expect(reasonFor({ 'service.additionalInfo.sample': { Equals: ['true'] } })).toBe('accepted');
    expect(reasonFor({ 'service.additionalInfo.a.b.c': { Equals: ['x'] } })).toBe('accepted');
    expect(parse({ 'resource.instanceDetails.outpostARN': { Equals: ['x'] } })).toEqual({
      'resource.instanceDetails.outpostArn': { equals: ['x'] },
    });
  });

  it.each<[string, WireConditions, string]>([
    ['an unknown field', { nonsense: { Equals: ['x'] } }, 'unknownField'],
    ['a field that only filters have', { description: { Equals: ['x'] } }, 'unknownField'],
    ['an SDK name', { Severity: { Equals: ['8'] } }, 'unknownField'],
    ['a bare additionalInfo', { 'service.additionalInfo.': { Equals: ['x'] } }, 'unknownField'],
    ['an inherited name', { toString: { Equals: ['x'] } }, 'unknownField'],
    ['matches', { type: { Matches: ['*'] } }, 'patternsNotAllowed'],
    ['notMatches', { type: { NotMatches: ['*'] } }, 'patternsNotAllowed'],
    ['an empty condition', { type: {} }, 'emptyCondition'],
    ['an empty list', { type: { Equals: [] } }, 'emptyCondition'],
    ['51 values', { type: { Equals: Array(51).fill('x') } }, 'tooManyValues'],
    ['51 legacy values', { type: { Neq: Array(51).fill('x') } }, 'tooManyValues'],
    ['both spellings', { type: { Eq: ['a'], Equals: ['a'] } }, 'contradiction'],
    ['both spellings of a bound', { updatedAt: { Gt: 1, GreaterThan: 1 } }, 'contradiction'],
    ['two lower bounds', { updatedAt: { Gt: 1, Gte: 1 } }, 'contradiction'],
    ['two upper bounds', { updatedAt: { Lt: 1, LessThanOrEqual: 1 } }, 'contradiction'],
    ['bounds that cross', { updatedAt: { Gt: 5, Lt: 4 } }, 'contradiction'],
    ['bounds that leave nothing', { updatedAt: { Gte: 5, Lt: 5 } }, 'contradiction'],
    ['what it excludes', { type: { Equals: ['a', 'b'], NotEquals: ['b'] } }, 'contradiction'],
    ['a severity in words', { severity: { Equals: ['HIGH'] } }, 'badValue'],
    ['a bound that is no number', { updatedAt: { Gt: Number.NaN } }, 'badValue'],
  ])('refuses %s', (_name, criterion, reason) => {
    expect(reasonFor(criterion)).toBe(reason);
  });

  it('takes what is just inside the limits', () => {
    expect(reasonFor({ type: { Equals: Array(50).fill('x') } })).toBe('accepted');
    expect(reasonFor({ updatedAt: { Gte: 5, Lte: 5 } })).toBe('accepted');
    const fields = (count: number) =>
      Object.fromEntries(
        Array.from({ length: count }, (_, n) => [
          `service.additionalInfo.f${n}`,
          { Equals: ['x'] },
        ]),
      );
    expect(reasonFor(fields(50))).toBe('accepted');
    expect(reasonFor(fields(51))).toBe('tooManyFields');
  });
});

describe('parseFilterCriteria', () => {
  const parseFilter = (Criterion: WireConditions, action: 'NOOP' | 'ARCHIVE' = 'NOOP') =>
    parseFilterCriteria({ Criterion }, action);

  it('takes patterns, beside all else', () => {
    const both = { Matches: ['a*', '?'], NotMatches: ['*b'], Eq: ['ab'], NotEquals: ['ac'] };
    expect(parseFilter({ 'resource.s3BucketDetails.name': both, severity: { Gte: 4 } })).toEqual({
      'resource.s3BucketDetails.name': {
        matches: ['a*', '?'],
        notMatches: ['*b'],
        equals: ['ab'],
        notEquals: ['ac'],
      },
      severity: { greaterThanOrEqual: 4 },
    });
  });

  it('names fields that a search may not, where it archives', () => {
    const criterion = { description: { Equals: ['x'] } };
    expect(reasonOf(() => parseFilter(criterion))).toBe('unknownField');
    expect(parseFilter(criterion, 'ARCHIVE')).toEqual({ description: { equals: ['x'] } });
    const lists = JSON.parse(readFileSync('scripts/data/finding-filter-fields.json', 'utf8')) as {
      readonly create_filter: readonly string[];
    };
    expect(lists.create_filter.length).toBe(629);
    for (const field of lists.create_filter) {
      parseFilter({ [field]: { Equals: ['1'] } }, 'ARCHIVE');
    }
    for (const field of FINDING_FIELDS) parseFilter({ [field]: { Equals: ['1'] } });
    for (const field of SUPPRESSION_FIELDS) {
      expect(
        reasonOf(() => parseFilter({ [field]: { Equals: ['1'] } })),
        field,
      ).not.toBe('accepted');
    }
  });

  it.each<[string, WireConditions, string]>([
    ['no field', {}, 'noField'],
    ['a field that nobody knows', { nonsense: { Matches: ['x'] } }, 'unknownField'],
    ['an empty condition', { type: {} }, 'emptyCondition'],
    ['no pattern', { type: { Matches: [] } }, 'emptyCondition'],
    ['6 patterns', { type: { Matches: Array(6).fill('x') } }, 'tooManyValues'],
    ['6 patterns to avoid', { type: { NotMatches: Array(6).fill('x') } }, 'tooManyValues'],
    ['6 wildcards', { type: { Matches: ['a*b?c*d*e?*'] } }, 'tooManyWildcards'],
    ['6 wildcards to avoid', { type: { NotMatches: ['******'] } }, 'tooManyWildcards'],
    [
      'a pattern asked for and excluded',
      { type: { Matches: ['a*'], NotMatches: ['a*'] } },
      'contradiction',
    ],
    ['51 values', { type: { Equals: Array(51).fill('x') } }, 'tooManyValues'],
    ['both spellings', { type: { Eq: ['a'], Equals: ['a'] } }, 'contradiction'],
  ])('refuses %s', (_name, criterion, reason) => {
    expect(reasonOf(() => parseFilter(criterion, 'ARCHIVE'))).toBe(reason);
  });

  it('takes what is just inside the limits', () => {
    const Matches = ['a*b?c*d*e?', 'b', 'c', 'd', 'e'];
    expect(parseFilter({ type: { Matches } })).toEqual({ type: { matches: Matches } });
    expect(reasonOf(() => parseFilterCriteria({}, 'NOOP'))).toBe('noField');
  });
});
