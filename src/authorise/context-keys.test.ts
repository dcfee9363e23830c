import { expect, it } from 'vitest';
import { contextKeys, resourceTagKeys } from './context-keys.ts';
import { callOf, MANAGEMENT, MEMBER, rootOf } from './testing.ts';

const owner = { accountId: MANAGEMENT, organizationId: 'o-2' };
const session = {
  kind: 'role-session',
  accountId: MEMBER,
  accessKeyId: 'ASIAEXAMPLE',
  roleName: 'Ops',
  rolePath: '/team/',
  roleId: 'AROAOPS',
  sessionName: 'run',
  sourceIdentity: 'anna',
} as const;

it('are those of the principal, the moment and the place', () => {
  const call = callOf(session, 'guardduty', 'ListDetectors');
  const facts = { tags: { team: 'red' }, organizationPath: 'o-1/r-1/' };
  const given = { ...call, sourceIp: '203.0.113.7' };
  expect(contextKeys(given, facts, owner)).toMatchObject({
    'aws:CurrentTime': '2026-03-01T12:00:00Z',
    'aws:EpochTime': '1772366400',
    'aws:MultiFactorAuthPresent': 'false',
    'aws:PrincipalAccount': MEMBER,
    'aws:PrincipalArn': `arn:aws:iam::${MEMBER}:role/team/Ops`,
    'aws:PrincipalOrgPaths': ['o-1/r-1/'],
    'aws:PrincipalTag/team': 'red',
    'aws:PrincipalType': 'AssumedRole',
    'aws:RequestedRegion': 'us-east-1',
    'aws:ResourceAccount': MANAGEMENT,
    'aws:ResourceOrgID': 'o-2',
    'aws:SourceIdentity': 'anna',
    'aws:SourceIp': '203.0.113.7',
    'aws:userid': 'AROAOPS:run',
  });
});

it('are absent where there is nothing to say', () => {
  const call = callOf(rootOf(MEMBER), 'guardduty', 'ListDetectors');
  const keys = contextKeys(call, { tags: {} }, { accountId: MEMBER });
  for (const key of ['aws:username', 'aws:PrincipalOrgID', 'aws:MultiFactorAuthPresent']) {
    expect(keys[key]).toBeUndefined();
  }
  expect(keys['aws:PrincipalType']).toBe('Account');
  expect(Object.keys(keys)).not.toContain('aws:TagKeys');
});

it.each([
  [
    'guardduty',
    { Tags: { team: 'red' } },
    { 'aws:TagKeys': ['team'], 'aws:RequestTag/team': 'red' },
  ],
  ['iam', { Tags: [{ Key: 'team', Value: 'red' }] }, { 'aws:RequestTag/team': 'red' }],
  ['guardduty', { TagKeys: ['team'] }, { 'aws:TagKeys': ['team'] }],
  ['iam', { PolicyArn: 'arn:a' }, { 'iam:PolicyARN': 'arn:a' }],
  [
    'iam',
    { AWSServiceName: 'guardduty.amazonaws.com' },
    { 'iam:AWSServiceName': expect.anything() },
  ],
  ['sts', { ExternalId: 'e', RoleSessionName: 's' }, { 'sts:ExternalId': 'e' }],
  [
    'organizations',
    { Type: 'SERVICE_CONTROL_POLICY' },
    { 'organizations:PolicyType': expect.anything() },
  ],
  ['account', { RegionName: 'af-south-1' }, { 'account:TargetRegion': 'af-south-1' }],
])('%s reads %o', (service, input, wanted) => {
  const call = callOf(rootOf(MEMBER), service, 'Any', input);
  expect(contextKeys(call, { tags: {} }, owner)).toMatchObject(wanted);
});

it('name the tags of a resource under IAM in both ways', () => {
  expect(resourceTagKeys('guardduty', { a: '1' })).toEqual({ 'aws:ResourceTag/a': '1' });
  expect(resourceTagKeys('iam', { a: '1' })).toEqual({
    'aws:ResourceTag/a': '1',
    'iam:ResourceTag/a': '1',
  });
});
