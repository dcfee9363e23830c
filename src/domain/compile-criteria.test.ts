import type { Finding, FindingCriteria as WireCriteria } from '@aws-sdk/client-guardduty';
import { describe, expect, it } from 'vitest';
import { compileCriteria, matchesCriteria } from './compile-criteria.ts';
import { parseCriteria, parseFilterCriteria } from './criteria.ts';

type WireConditions = NonNullable<WireCriteria['Criterion']>;

const parse = (Criterion: WireConditions) => parseCriteria({ Criterion });

const finding = {
  AccountId: '111122223333',
  Severity: 8.5,
  UpdatedAt: '2026-01-01T00:00:00.000Z',
  Resource: { S3BucketDetails: [{ Name: 'first' }, { Name: 'second' }] },
  Service: { AdditionalInfo: { Value: '{"ports":[10,90]}' } },
} as unknown as Finding;

describe('matchesCriteria', () => {
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
    expect(matchesCriteria(finding, parse(criterion))).toBe(expected);
  });
});

describe('compileCriteria', () => {
  const meets = (Criterion: WireConditions) =>
    compileCriteria(parseFilterCriteria({ Criterion }, 'ARCHIVE'))(finding);

  it.each<[string, WireConditions, boolean]>([
    ['a pattern', { accountId: { Matches: ['1111*'] } }, true],
    ['a pattern of the beginning alone', { accountId: { Matches: ['1111'] } }, false],
    ['one of two patterns', { accountId: { Matches: ['2*', '*3'] } }, true],
    ['one value of several', { 'resource.s3BucketDetails.name': { Matches: ['sec?nd'] } }, true],
    ['one to avoid', { 'resource.s3BucketDetails.name': { NotMatches: ['sec*'] } }, false],
    ['none to avoid', { 'resource.s3BucketDetails.name': { NotMatches: ['thi*'] } }, true],
    ['another case', { 'resource.s3BucketDetails.name': { Matches: ['F*'] } }, false],
    ['a pattern of what is missing', { 'service.count': { Matches: ['*'] } }, false],
    ['to avoid in what is missing', { 'service.count': { NotMatches: ['*'] } }, true],
    ['a pattern and a value', { accountId: { Matches: ['1*'], Neq: ['111122223333'] } }, false],
    ['a number as it is written', { severity: { Matches: ['8.?'] } }, true],
    ['a field for rules alone', { partition: { NotEquals: ['aws'] } }, true],
  ])('%s', (_name, criterion, expected) => {
    expect(meets(criterion)).toBe(expected);
  });
});
