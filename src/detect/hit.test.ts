import { expect, it } from 'vitest';
import { cloudTrail, defineDetection } from './define.ts';
import { hit } from './hit.ts';
import { EXAMPLE_TIME, exampleEvent } from './testing.ts';

it('takes who, where and when from the event', () => {
  const parts = { type: 'A:B/C', severity: 2, key: 'k', title: 't', description: 'd' };
  const made = hit(exampleEvent(), parts);
  expect(made).toMatchObject({
    ...parts,
    accountId: '111122223333',
    region: 'eu-west-1',
    time: EXAMPLE_TIME,
    resourceRole: 'TARGET',
    additionalInfo: {},
  });
  expect(made.resource.AccessKeyDetails?.UserName).toBe('maria.example');
  expect(made.action?.AwsApiCallAction?.Api).toBe('PutBucketPolicy');
});

it('leaves a detection as it is written', () => {
  const detection = {
    types: ['A:B/C'],
    severity: 2,
    reads: cloudTrail({ source: 's3.amazonaws.com' }),
    about: { title: '', description: '', remediation: '', tactic: '', blindSpots: [] },
    observe: () => undefined,
  };
  expect(defineDetection(detection)).toBe(detection);
  expect(detection.reads).toEqual({ log: 'cloudtrail', source: 's3.amazonaws.com' });
});
