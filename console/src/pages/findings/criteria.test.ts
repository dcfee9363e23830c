import { expect, test } from 'vitest';
import { FINDING_FIELDS } from '../../../../src/domain/finding-fields.ts';
import { criteriaOf, FIELDS, operatorsOf, tokensFromQuery, tokensOf } from './criteria.ts';

const tokens = [
  { propertyKey: 'type', operator: '=', value: 'A' },
  { propertyKey: 'type', operator: '=', value: 'B' },
  { propertyKey: 'accountId', operator: '!=', value: '111122223333' },
  { propertyKey: 'severity', operator: '>=', value: '7' },
  { propertyKey: 'severity', operator: '<=', value: '8.9' },
  { propertyKey: 'updatedAt', operator: '>=', value: '2026-01-01T00:00:00.000Z' },
];

test('alternatives are gathered, ranges are numbers, times are milliseconds', () => {
  expect(criteriaOf(tokens, 'current').Criterion).toEqual({
    type: { Equals: ['A', 'B'] },
    accountId: { NotEquals: ['111122223333'] },
    severity: { GreaterThanOrEqual: 7, LessThanOrEqual: 8.9 },
    updatedAt: { GreaterThanOrEqual: 1_767_225_600_000 },
    'service.archived': { Equals: ['false'] },
  });
  expect(criteriaOf([], 'archived').Criterion).toEqual({
    'service.archived': { Equals: ['true'] },
  });
  expect(criteriaOf([], 'all').Criterion).toEqual({});
});

test('criteria that were kept come back as the same tokens', () => {
  expect(tokensOf(criteriaOf(tokens, 'current'))).toEqual(tokens);
  expect(tokensOf({ Criterion: { type: { Eq: ['A'] } } })).toEqual([tokens[0]]);
  expect(tokensOf(undefined)).toEqual([]);
});

test('what is no number compares with nothing', () => {
  const token = { propertyKey: 'severity', operator: '>=', value: 'high' };
  expect(criteriaOf([token], 'all').Criterion).toEqual({ severity: {} });
});

test('an address is read with care', () => {
  expect(tokensFromQuery(JSON.stringify(tokens))).toEqual(tokens);
  for (const other of [null, '{', '7', '[1,null,{"operator":"="}]']) {
    expect(tokensFromQuery(other)).toEqual([]);
  }
});

test('every field that is offered is one that the API searches', () => {
  const searchable = new Set<string>(FINDING_FIELDS);
  expect(Object.keys(FIELDS).filter((field) => !searchable.has(field))).toEqual([]);
  expect(operatorsOf('type')).toEqual(['=', '!=']);
  expect(operatorsOf('updatedAt')).toEqual(['>=', '<=']);
});
