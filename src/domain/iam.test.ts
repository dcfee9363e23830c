import { describe, expect, it } from 'vitest';
import {
  administratorRole,
  defaultDocument,
  entityArn,
  type ManagedPolicy,
  parsePolicyArn,
  policyArn,
  policyName,
  policyOwner,
  refOf,
} from './iam.ts';

const policy: ManagedPolicy = {
  accountId: '111122223333',
  name: 'Readers',
  id: 'ANPA',
  path: '/team/blue/',
  tags: {},
  defaultVersionId: 'v2',
  versions: [
    { versionId: 'v1', document: 'first', createdAt: 0 },
    { versionId: 'v2', document: 'second', createdAt: 0 },
  ],
  lastVersion: 2,
  createdAt: 0,
  updatedAt: 0,
};

describe('a managed policy', () => {
  it('is named without its partition, and by an ARN in each', () => {
    const ref = refOf(policy);
    expect(ref).toBe('111122223333:policy/team/blue/Readers');
    expect([policyName(ref), policyOwner(ref)]).toEqual(['Readers', '111122223333']);
    const arn = policyArn(ref, 'aws-cn');
    expect(arn).toBe('arn:aws-cn:iam::111122223333:policy/team/blue/Readers');
    expect(parsePolicyArn(arn, 'aws-cn')).toBe(ref);
    expect(parsePolicyArn(arn, 'aws')).toBeUndefined();
  });

  it.each(['', 'arn:aws:iam::aws:role/A', 'arn:aws:iam::1:policy/A', 'arn:aws:iam::aws:policy/'])(
    'is not named by %j',
    (arn) => {
      expect(parsePolicyArn(arn, 'aws')).toBeUndefined();
    },
  );

  it('has one version in force', () => {
    expect(defaultDocument(policy)).toBe('second');
    expect(() => defaultDocument({ ...policy, defaultVersionId: 'v3' })).toThrow('no version');
  });
});

it('names users, roles and profiles by an ARN with their path', () => {
  const user = { kind: 'user', accountId: '111122223333', path: '/a/', name: 'alice' } as const;
  expect(entityArn(user, 'aws')).toBe('arn:aws:iam::111122223333:user/a/alice');
  expect(entityArn({ ...user, kind: 'instance-profile', path: '/' }, 'aws')).toBe(
    'arn:aws:iam::111122223333:instance-profile/alice',
  );
});

it('makes a role that everybody in the trusted account may do everything through', () => {
  const role = { accountId: '444455556666', name: 'Access', id: 'AROA', createdAt: 1 };
  const made = administratorRole(role, '111122223333', 'aws-cn');
  expect(JSON.parse(made.trustPolicy).Statement).toEqual([
    {
      Effect: 'Allow',
      Principal: { AWS: 'arn:aws-cn:iam::111122223333:root' },
      Action: 'sts:AssumeRole',
    },
  ]);
  expect(made).toMatchObject({ ...role, attached: ['aws:policy/AdministratorAccess'] });
});
