import { expect, it } from 'vitest';
import { policyExposure } from './policy-exposure.ts';

const BUCKET = 'arn:aws:s3:::records-example';
const allow = (more: object = {}) => ({
  Effect: 'Allow',
  Principal: '*',
  Action: 's3:GetObject',
  Resource: `${BUCKET}/*`,
  ...more,
});
const deny = (more: object = {}) => ({
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Resource: [BUCKET, `${BUCKET}/*`],
  ...more,
});
const levelOf = (...statements: object[]) => policyExposure({ Statement: statements }).level;

it('reads principals in all their forms', () => {
  expect(levelOf(allow())).toBe('anonymous');
  expect(levelOf(allow({ Principal: { AWS: '*' } }))).toBe('anonymous');
  expect(levelOf(allow({ Principal: { AWS: ['arn:aws:iam::444455556666:root', '*'] } }))).toBe(
    'anonymous',
  );
  expect(levelOf(allow({ Principal: undefined, NotPrincipal: { AWS: 'x' } }))).toBe('anonymous');
  for (const principal of [{ AWS: '444455556666' }, { Service: '*' }, {}, null, 'x', ['y']]) {
    expect(levelOf(allow({ Principal: principal }))).toBe('none');
  }
});

it('takes a policy as text, a single statement, and nonsense', () => {
  expect(policyExposure(JSON.stringify({ Statement: allow() })).level).toBe('anonymous');
  for (const nonsense of ['{', '7', 7, null, undefined, [], { Statement: 'x' }]) {
    expect(policyExposure(nonsense).level).toBe('none');
  }
});

it('says which statement decides, and whether it reads or writes', () => {
  const policy = { Statement: [deny(), allow({ Sid: 'Up', Action: ['s3:Put*'], Resource: 'x' })] };
  expect(policyExposure(policy)).toEqual({
    level: 'anonymous',
    read: false,
    write: true,
    because: ['policy statement 2 (Up)'],
  });
  const most = policyExposure({ Statement: allow({ Action: undefined, NotAction: 's3:x' }) });
  expect(most).toMatchObject({ read: true, write: true });
});

it('counts a denial that covers the statement as far as it reaches', () => {
  expect(levelOf(allow(), deny())).toBe('none');
  const outside = { NotIpAddress: { 'aws:SourceIp': '198.51.100.0/24' } };
  expect(levelOf(allow(), deny({ Condition: outside }))).toBe('none');
  const insecure = { Bool: { 'aws:SecureTransport': 'false' } };
  expect(levelOf(allow(), deny({ Condition: insecure }))).toBe('anonymous');
  expect(levelOf(allow(), deny({ Action: 's3:GetObject', Resource: '*' }))).toBe('none');
});

it('does not count a denial of other actions, resources or principals', () => {
  expect(levelOf(allow(), deny({ Action: 's3:PutObject' }))).toBe('anonymous');
  expect(levelOf(allow(), deny({ Resource: BUCKET }))).toBe('anonymous');
  expect(levelOf(allow(), deny({ Resource: `${BUCKET}/a?b*` }))).toBe('anonymous');
  expect(levelOf(allow(), deny({ Principal: { AWS: '444455556666' } }))).toBe('anonymous');
  expect(levelOf(allow(), deny({ Action: undefined, NotAction: 's3:PutObject' }))).toBe(
    'anonymous',
  );
  expect(levelOf(allow(), deny({ Principal: undefined, NotPrincipal: { AWS: 'x' } }))).toBe(
    'anonymous',
  );
});

it('matches patterns in linear time, whatever the author of the policy writes', () => {
  const stars = `${'a*'.repeat(2000)}b`;
  const policy = {
    Statement: [allow({ Resource: 'a'.repeat(20_000) }), deny({ Resource: stars })],
  };
  const before = performance.now();
  expect(policyExposure(policy).level).toBe('anonymous');
  expect(performance.now() - before).toBeLessThan(5000);
});
