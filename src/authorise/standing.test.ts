import { describe, expect, it } from 'vitest';
import type { Account } from '../domain/account.ts';
import type { Principal } from '../domain/principal.ts';
import { refuseStanding } from './standing.ts';

const MANAGEMENT = '111122223333';
const MEMBER = '444455556666';

function refusalOf(
  kind: Principal['kind'],
  call: string,
  accountId = MANAGEMENT,
  status: Account['status'] = 'ACTIVE',
) {
  const [service = '', operation = ''] = call.split(':');
  const account: Account = { accountId, email: 'a@example.com', name: 'a', status, createdAt: 0 };
  const principal: Principal = { kind, accountId, accessKeyId: 'AKIAIOSFODNN7EXAMPLE' };
  return refuseStanding({
    principal,
    account,
    managementAccountId: MANAGEMENT,
    service,
    operation,
  });
}

describe('refuseStanding', () => {
  it('leaves the rest to policies', () => {
    expect(refusalOf('root', 'guardduty:CreateDetector', MEMBER)).toBeUndefined();
    expect(refusalOf('role-session', 'guardduty:CreateDetector', MEMBER)).toBeUndefined();
    expect(refusalOf('root', 'sts:GetSessionToken')).toBeUndefined();
  });

  it.each(['root-session', 'user-session'] as const)(
    'keeps a %s from IAM and most of STS',
    (kind) => {
      expect(refusalOf(kind, 'sts:AssumeRole')).toBeUndefined();
      expect(refusalOf(kind, 'sts:GetCallerIdentity')).toBeUndefined();
      expect(refusalOf(kind, 'guardduty:ListDetectors')).toBeUndefined();
      expect(refusalOf(kind, 'sts:GetFederationToken')).toContain('GetSessionToken');
      expect(refusalOf(kind, 'sts:GetAccessKeyInfo')).toContain('GetSessionToken');
      expect(refusalOf(kind, 'iam:CreateUser')).toContain('GetSessionToken');
    },
  );

  it('lets only the management account make accounts outside the organisation', () => {
    const call = 'vedette:CreateStandaloneAccount';
    expect(refusalOf('root', call)).toBeUndefined();
    expect(refusalOf('root-session', call)).toBeUndefined();
    const reason = 'because only the management account may call this operation';
    expect(refusalOf('role-session', call)).toBe(reason);
    expect(refusalOf('root', call, MEMBER)).toBe(reason);
  });

  it('refuses a suspended account and one that does not exist', () => {
    expect(refusalOf('root', 'sts:GetCallerIdentity', MEMBER, 'SUSPENDED')).toContain('suspended');
    const principal: Principal = { kind: 'root', accountId: MEMBER, accessKeyId: 'A' };
    const request = { principal, account: undefined, managementAccountId: MANAGEMENT };
    const call = { service: 'sts', operation: 'GetCallerIdentity' };
    expect(refuseStanding({ ...request, ...call })).toContain('does not exist');
  });
});
