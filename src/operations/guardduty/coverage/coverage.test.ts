import { expect, it } from 'vitest';
import { ERROR_TEXTS } from '../errors.ts';
import { ADMINISTRATOR, enable, type InputOf, openHarness, refusalOf } from '../testing.ts';

async function opened() {
  const { call } = await openHarness();
  return { call, DetectorId: await enable(call, ADMINISTRATOR) };
}

it('lists no resource, because no runtime agent reports', async () => {
  const { call, DetectorId } = await opened();
  const answer = await call(ADMINISTRATOR, 'ListCoverage', {
    DetectorId,
    FilterCriteria: {
      FilterCriterion: [
        { CriterionKey: 'COVERAGE_STATUS', FilterCondition: { Equals: ['HEALTHY'] } },
      ],
    },
    SortCriteria: { AttributeName: 'UPDATED_AT', OrderBy: 'DESC' },
  });
  expect(answer).toEqual({ Resources: [] });
});

it('counts what was asked for, and nothing else', async () => {
  const { call, DetectorId } = await opened();
  const counted = await call(ADMINISTRATOR, 'GetCoverageStatistics', {
    DetectorId,
    StatisticsType: ['COUNT_BY_COVERAGE_STATUS'],
  });
  expect(counted).toEqual({ CoverageStatistics: { CountByCoverageStatus: {} } });
  const other = await call(ADMINISTRATOR, 'GetCoverageStatistics', {
    DetectorId,
    StatisticsType: ['COUNT_BY_RESOURCE_TYPE'],
  });
  expect(other).toEqual({ CoverageStatistics: { CountByResourceType: {} } });
});

type Criterion = NonNullable<
  NonNullable<InputOf<'ListCoverage'>['FilterCriteria']>['FilterCriterion']
>[number];
const valid: Criterion = { CriterionKey: 'ACCOUNT_ID', FilterCondition: { Equals: ['1'] } };
const refused: [string, Criterion[]][] = [
  ['no key', [{ FilterCondition: { Equals: ['1'] } }]],
  ['no condition', [{ CriterionKey: 'ACCOUNT_ID' }]],
  ['no value', [{ CriterionKey: 'ACCOUNT_ID', FilterCondition: { Equals: [] } }]],
  [
    'too many values',
    [{ CriterionKey: 'ACCOUNT_ID', FilterCondition: { Equals: Array(51).fill('1') } }],
  ],
  ['too many criteria', Array(51).fill(valid)],
];
it.each(refused)('refuses criteria with %s', async (_what, FilterCriterion) => {
  const { call, DetectorId } = await opened();
  const asks = { DetectorId, FilterCriteria: { FilterCriterion } };
  const listing = call(ADMINISTRATOR, 'ListCoverage', asks);
  expect((await refusalOf(listing)).message).toBe(ERROR_TEXTS.invalidInput);
  const counting = call(ADMINISTRATOR, 'GetCoverageStatistics', {
    ...asks,
    StatisticsType: ['COUNT_BY_RESOURCE_TYPE'],
  });
  expect((await refusalOf(counting)).message).toBe(ERROR_TEXTS.invalidInput);
});

it('refuses a sort by nothing and a token that nobody gave out', async () => {
  const { call, DetectorId } = await opened();
  const sorted = { DetectorId, SortCriteria: { OrderBy: 'ASC' as const } };
  const listing = call(ADMINISTRATOR, 'ListCoverage', sorted);
  expect((await refusalOf(listing)).message).toBe(ERROR_TEXTS.invalidInput);
  const paged = call(ADMINISTRATOR, 'ListCoverage', { DetectorId, NextToken: 'abc' });
  expect((await refusalOf(paged)).message).toMatch(/nextToken has an invalid value/);
});
