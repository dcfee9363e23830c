import { describe, expect, it } from 'vitest';
import type { Account } from '../domain/account.ts';
import type { Principal } from '../domain/principal.ts';
import { authorise } from './authorise.ts';

const MANAGEMENT = '111122223333';
const MEMBER = '444455556666';

function verdictOf(
  kind: Principal['kind'],
  call: string,
  accountId = MANAGEMENT,
  status: Account['status'] = 'ACTIVE',
) {
  const [service = '', operation = ''] = call.split(':');
  const account: Account = { accountId, email: 'a@example.com', name: 'a', status, createdAt: 0 };
  const principal: Principal = { kind, accountId, accessKeyId: 'AKIAIOSFODNN7EXAMPLE' };
  return authorise({ principal, account, managementAccountId: MANAGEMENT, service, operation });
}

describe('authorise', () => {
  it('lets root and role sessions do all in their own account', () => {
    expect(verdictOf('root', 'guardduty:CreateDetector', MEMBER).allowed).toBe(true);
    expect(verdictOf('role-session', 'guardduty:CreateDetector', MEMBER).allowed).toBe(true);
    expect(verdictOf('root', 'sts:GetSessionToken').allowed).toBe(true);
  });

  it('keeps a GetSessionToken session from IAM and most of STS', () => {
    expect(verdictOf('root-session', 'sts:AssumeRole').allowed).toBe(true);
    expect(verdictOf('root-session', 'sts:GetCallerIdentity').allowed).toBe(true);
    expect(verdictOf('root-session', 'guardduty:ListDetectors').allowed).toBe(true);
    expect(verdictOf('root-session', 'sts:GetFederationToken').allowed).toBe(false);
    expect(verdictOf('root-session', 'sts:GetAccessKeyInfo').allowed).toBe(false);
    expect(verdictOf('root-session', 'iam:CreateUser').reason).toContain('GetSessionToken');
  });

  it('lets only the management account make accounts outside the organisation', () => {
    const call = 'vedette:CreateStandaloneAccount';
    expect(verdictOf('root', call).allowed).toBe(true);
    expect(verdictOf('root-session', call).allowed).toBe(true);
    expect(verdictOf('role-session', call).allowed).toBe(false);
    expect(verdictOf('root', call, MEMBER)).toEqual({
      allowed: false,
      reason: 'only the management account may call this operation',
    });
  });

  it('refuses a suspended account and one that does not exist', () => {
    expect(verdictOf('root', 'sts:GetCallerIdentity', MEMBER, 'SUSPENDED').allowed).toBe(false);
    const principal: Principal = { kind: 'root', accountId: MEMBER, accessKeyId: 'A' };
    const request = { principal, account: undefined, managementAccountId: MANAGEMENT };
    const verdict = authorise({ ...request, service: 'sts', operation: 'GetCallerIdentity' });
    expect(verdict.allowed).toBe(false);
  });
});
