import { expect, it } from 'vitest';
import { awsManagedPolicies, awsManagedPolicy } from './aws-managed-policies.ts';
import { defaultDocument } from './iam.ts';

it('knows the policies of AWS, each with an id of its own', () => {
  expect(new Set(awsManagedPolicies.map(({ id }) => id)).size).toBe(awsManagedPolicies.length);
  for (const one of awsManagedPolicies) {
    expect(one.id).toMatch(/^ANPA[A-Z]{17}$/);
    expect(JSON.parse(defaultDocument(one)).Version).toBe('2012-10-17');
  }
});

it('finds them by what they are attached as', () => {
  const found = awsManagedPolicy('aws:policy/AmazonGuardDutyFullAccess_v2');
  expect(found?.name).toBe('AmazonGuardDutyFullAccess_v2');
  expect(awsManagedPolicy('111122223333:policy/AmazonGuardDutyFullAccess')).toBeUndefined();
});

it('keeps the paths that AWS gives them, since templates name them by ARN', () => {
  expect(awsManagedPolicy('aws:policy/service-role/AWSLambdaBasicExecutionRole')).toBeDefined();
  expect(awsManagedPolicy('aws:policy/AWSLambdaBasicExecutionRole')).toBeUndefined();
});
