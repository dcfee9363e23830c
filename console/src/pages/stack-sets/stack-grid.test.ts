import type { StackInstanceSummary } from '@aws-sdk/client-cloudformation';
import { expect, test } from 'vitest';
import { gridOf, stateOf } from './stack-grid.ts';

const at = (Account: string, Region: string, more: Partial<StackInstanceSummary> = {}) => ({
  ...{ Account, Region, Status: 'CURRENT' as const },
  ...{ StackInstanceStatus: { DetailedStatus: 'SUCCEEDED' as const }, ...more },
});

test('instances are rows of accounts and columns of Regions, with what is missing left out', () => {
  const grid = gridOf([
    at('444455556666', 'us-east-1'),
    at('111122223333', 'us-east-1', { DriftStatus: 'DRIFTED' }),
    at('111122223333', 'eu-west-1'),
  ]);
  expect(grid.regions).toEqual(['eu-west-1', 'us-east-1']);
  expect(grid.rows.map(({ accountId, isOther }) => [accountId, isOther])).toEqual([
    ['111122223333', true],
    ['444455556666', false],
  ]);
  expect(grid.rows[1]?.instances.get('eu-west-1')).toBeUndefined();
  expect([grid.all, grid.other]).toEqual([3, 1]);
});

test.each([
  ['current', {}],
  ['outdated', { Status: 'OUTDATED' }],
  ['failed', { Status: 'OUTDATED', StackInstanceStatus: { DetailedStatus: 'FAILED' } }],
  ['running', { Status: 'OUTDATED', StackInstanceStatus: { DetailedStatus: 'RUNNING' } }],
  ['cancelled', { Status: 'OUTDATED', StackInstanceStatus: { DetailedStatus: 'CANCELLED' } }],
  ['inoperable', { Status: 'INOPERABLE', StackInstanceStatus: { DetailedStatus: 'FAILED' } }],
] as const)('an instance is %s: %j', (state, more) => {
  expect(stateOf(at('111122223333', 'us-east-1', more))).toBe(state);
});

test('what is under way is not counted as wrong, what failed is', () => {
  const detailed = (DetailedStatus: 'RUNNING' | 'FAILED') =>
    at('111122223333', 'us-east-1', { StackInstanceStatus: { DetailedStatus } });
  expect(gridOf([detailed('RUNNING')]).other).toBe(0);
  expect(gridOf([detailed('FAILED')]).other).toBe(1);
});
