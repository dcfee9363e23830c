import type { Finding, FindingCriteria as WireCriteria } from '@aws-sdk/client-guardduty';
import { describe, expect, it } from 'vitest';
import { CriteriaError, matches, parseCriteria } from './criteria.ts';

type WireConditions = NonNullable<WireCriteria['Criterion']>;

const parse = (Criterion: WireConditions) => parseCriteria({ Criterion });

function reasonFor(criterion: WireConditions): string {
  try {
    parse(criterion);
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

const finding = {
  AccountId: '111122223333',
  Severity: 8.5,
  UpdatedAt: '2026-01-01T00:00:00.000Z',
  Resource: { S3BucketDetails: [{ Name: 'first' }, { Name: 'second' }] },
  Service: { AdditionalInfo: { Value: '{"ports":[10,90]}' } },
} as unknown as Finding;

describe('matches', () => {
  it.each<[string, WireConditions, boolean]>([
    ['nothing', {}, true],
    ['an equal text', { accountId: { Equals: ['1', '111122223333'] } }, true],
    ['another text', { accountId: { Equals: ['111122223334'] } }, false],
    ['a text in another case', { 'resource.s3BucketDetails.name': { Equals: ['First'] } }, false],
    ['one of several values', { 'resource.s3BucketDetails.name': { Equals: ['second'] } }, true],
    ['notEquals of one of them', { 'resource.s3BucketDetails.name': { Neq: ['second'] } }, false],
    ['notEquals of none of them', { 'resource.s3BucketDetails.name': { Neq: ['third'] } }, true],
    ['equals of what is missing', { 'service.count': { Equals: ['1'] } }, false],
    ['notEquals of what is missing', { 'service.count': { NotEquals: ['1'] } }, true],
    ['bounds of what is missing', { 'service.count': { Gte: 0 } }, false],
    ['severity 8 for 8.5', { severity: { Equals: ['8'] } }, true],
    ['severity 8.5 for 8.5', { severity: { Equals: ['8.5'] } }, true],
    ['severity 8.4 for 8.5', { severity: { Equals: ['8.4'] } }, false],
    ['severity 9 for 8.5', { severity: { Equals: ['9'] } }, false],
    ['not severity 8', { severity: { NotEquals: ['8'] } }, false],
    ['severity above 8', { severity: { GreaterThan: 8 } }, true],
    ['severity above 8.5', { severity: { GreaterThan: 8.5 } }, false],
    ['severity of at most 8', { severity: { LessThanOrEqual: 8 } }, false],
    ['a time by milliseconds', { updatedAt: { Equals: [`${Date.UTC(2026, 0, 1)}`] } }, true],
    ['a time as text', { updatedAt: { Equals: ['2026-01-01T00:00:00.000Z'] } }, false],
    ['a time from itself on', { updatedAt: { Gte: Date.UTC(2026, 0, 1) } }, true],
    ['a time after itself', { updatedAt: { Gt: Date.UTC(2026, 0, 1) } }, false],
    ['archived, where it does not say', { 'service.archived': { Equals: ['false'] } }, true],
    ['one value between', { 'service.additionalInfo.ports': { Gt: 5, Lt: 20 } }, true],
    ['no one value between', { 'service.additionalInfo.ports': { Gt: 20, Lt: 80 } }, false],
    ['bounds on a text', { accountId: { Gt: 0 } }, false],
    ['one of two conditions', { accountId: { Neq: ['1'] }, severity: { Eq: ['1'] } }, false],
  ])('%s', (_name, criterion, expected) => {
    expect(matches(finding, parse(criterion))).toBe(expected);
  });
});
