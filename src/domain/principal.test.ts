import { describe, expect, it } from 'vitest';
import { identityArn, principalArn, principalUserId } from './principal.ts';

const key = { accountId: '012345678901', accessKeyId: 'AKIAEXAMPLE' };
const role = {
  ...key,
  kind: 'role-session',
  roleName: 'Auditor',
  roleId: 'AROAEXAMPLE',
  sessionName: 'night-shift',
} as const;

describe('a principal', () => {
  it.each(['root', 'root-session'] as const)('that is %s is the account itself', (kind) => {
    const principal = { ...key, kind };
    expect(principalArn(principal, 'aws')).toBe('arn:aws:iam::012345678901:root');
    expect(principalUserId(principal)).toBe('012345678901');
  });

  it.each(['user', 'user-session'] as const)('that is a %s is named with its path', (kind) => {
    const user = { ...key, kind, userName: 'alice', userId: 'AIDAEXAMPLE', userPath: '/team/' };
    expect(principalArn(user, 'aws')).toBe('arn:aws:iam::012345678901:user/team/alice');
    expect(identityArn(user, 'aws')).toBe('arn:aws:iam::012345678901:user/team/alice');
    expect(principalUserId(user)).toBe('AIDAEXAMPLE');
  });

  it('has root, or the role itself, behind it', () => {
    const root = { ...key, kind: 'root-session' } as const;
    expect(identityArn(root, 'aws')).toBe('arn:aws:iam::012345678901:root');
    expect(identityArn({ ...role, rolePath: '/night/' }, 'aws')).toBe(
      'arn:aws:iam::012345678901:role/night/Auditor',
    );
  });

  it('that assumed a role is named after role and session, in the partition of the call', () => {
    const name = 'assumed-role/Auditor/night-shift';
    expect(principalArn(role, 'aws-cn')).toBe(`arn:aws-cn:sts::012345678901:${name}`);
    expect(principalUserId(role)).toBe('AROAEXAMPLE:night-shift');
  });
});
