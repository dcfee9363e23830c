import { describe, expect, it } from 'vitest';
import { accessDenied } from './access-denied.ts';

const root = {
  kind: 'root',
  accountId: '111122223333',
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
} as const;

describe('accessDenied', () => {
  it.each([
    ['guardduty', 'ListDetectors', 'AccessDeniedException', 403],
    ['vedette', 'CreateStandaloneAccount', 'AccessDeniedException', 403],
    ['sts', 'GetAccessKeyInfo', 'AccessDenied', 403],
    ['iam', 'CreateUser', 'AccessDenied', 403],
    ['organizations', 'ListAccounts', 'AccessDeniedException', 400],
  ])('%s refuses %s with %s and %d', (service, operation, code, status) => {
    const action = `${service}:${operation}`;
    const reason = `because no identity-based policy allows the ${action} action`;
    expect(accessDenied(root, 'aws-cn', service, { action, resource: '*', reason })).toMatchObject({
      code,
      status,
      message:
        `User: arn:aws-cn:iam::111122223333:root is not authorized to perform: ${action} ` +
        `on resource: * because no identity-based policy allows the ${action} action`,
    });
  });

  it('says no more than it is told', () => {
    const action = 'sts:AssumeRole';
    const denied = accessDenied(root, 'aws', 'sts', { action });
    expect(denied.message).toBe(
      'User: arn:aws:iam::111122223333:root is not authorized to perform: sts:AssumeRole',
    );
  });

  it("begins EC2's refusal as EC2 does", () => {
    const denied = accessDenied(root, 'aws', 'ec2', { action: 'ec2:DescribeRegions' });
    expect(denied.code).toBe('UnauthorizedOperation');
    expect(denied.message).toMatch(/^You are not authorized to perform this operation\. User: /);
  });
});
