import { expect, it } from 'vitest';
import { featuresOnTrial, remainingTrials } from './free-trial.ts';

const DAY = 86_400_000;

it('names the features that are on, and none of a suspended detector', () => {
  const features = {
    S3_DATA_EVENTS: { status: 'ENABLED', updatedAt: 1 },
    RDS_LOGIN_EVENTS: { status: 'DISABLED', updatedAt: 1 },
  } as const;
  expect(featuresOnTrial({ enabled: true, features })).toEqual([
    'CLOUD_TRAIL',
    'DNS_LOGS',
    'FLOW_LOGS',
    'S3_DATA_EVENTS',
  ]);
  expect(featuresOnTrial({ enabled: false, features })).toEqual([]);
});

it.each([
  [0, 30],
  [DAY - 1, 30],
  [DAY, 29],
  [30 * DAY - 1, 1],
  [30 * DAY, 0],
  [400 * DAY, 0],
])('after %s ms leaves %s days', (passed, left) => {
  const { features } = remainingTrials(new Map([['CLOUD_TRAIL', 5]]), 5 + passed);
  expect(features).toEqual([{ Name: 'CLOUD_TRAIL', FreeTrialDaysRemaining: left }]);
});

it('shows runtime monitoring by kind of resource, from whichever feature began first', () => {
  const trials = new Map([
    ['EKS_RUNTIME_MONITORING', 0],
    ['RUNTIME_MONITORING', 10 * DAY],
  ]);
  expect(remainingTrials(trials, 10 * DAY).features).toEqual([
    { Name: 'EKS_RUNTIME_MONITORING', FreeTrialDaysRemaining: 20 },
    { Name: 'EC2_RUNTIME_MONITORING', FreeTrialDaysRemaining: 30 },
    { Name: 'FARGATE_RUNTIME_MONITORING', FreeTrialDaysRemaining: 30 },
  ]);
});
