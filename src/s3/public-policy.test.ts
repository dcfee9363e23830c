import { expect, it } from 'vitest';
import { isPublicPolicy } from './public-policy.ts';

const policy = (more: object) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: 's3:GetObject', Resource: '*', Principal: '*', ...more },
    ],
  });
const ip = (value: string) => ({ Condition: { IpAddress: { 'aws:SourceIp': value } } });

it.each([
  [{}, true],
  [{ Principal: { AWS: '*' } }, true],
  [{ Effect: 'Deny' }, false],
  [{ Principal: { AWS: '111122223333' } }, false],
  [{ Principal: { Service: 'guardduty.amazonaws.com' } }, false],
  [ip('198.51.100.0/24'), false],
  [ip('0.0.0.0/0'), true],
  [{ Condition: { Bool: { 'aws:SecureTransport': 'true' } } }, true],
])('%j is public: %s', (more, expected) => {
  expect(isPublicPolicy(policy(more))).toBe(expected);
});

it('without a policy, nothing is', () => expect(isPublicPolicy(undefined)).toBe(false));
