import { expect, it } from 'vitest';
import { linkedRole } from './linked-roles.ts';

it("is under its service's path, and only the service may assume it", () => {
  const service = 'guardduty.amazonaws.com';
  const role = linkedRole(service, '111122223333', 7, 'for looking');
  expect(role).toMatchObject({
    name: 'AWSServiceRoleForAmazonGuardDuty',
    path: '/aws-service-role/guardduty.amazonaws.com/',
    description: 'for looking',
    linkedService: service,
    createdAt: 7,
  });
  expect(JSON.parse(role?.trustPolicy ?? '').Statement).toEqual([
    { Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' },
  ]);
});

it('is nothing for other services, whatever they are called', () => {
  expect(linkedRole('s3.amazonaws.com', '111122223333', 7)).toBeUndefined();
  expect(linkedRole('toString', '111122223333', 7)).toBeUndefined();
});
