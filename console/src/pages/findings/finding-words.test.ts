import type { Finding } from '@aws-sdk/client-guardduty';
import { expect, test } from 'vitest';
import { resourceName, ruleTokens, severityName } from './finding-words.ts';

const finding = (more: Partial<Finding>): Finding =>
  ({ Type: 'A', AccountId: '111122223333', ...more }) as Finding;
const by = (UserName: string) => ({ AccessKeyDetails: { UserName, PrincipalId: 'P' } });

test.each([
  [1, 'low'],
  [3.9, 'low'],
  [4, 'medium'],
  [7, 'high'],
  [8.9, 'high'],
  [9, 'critical'],
  [undefined, 'low'],
])('severity %s is %s', (severity, name) => {
  expect(severityName(severity)).toBe(name);
});

test('a finding is about its most telling resource', () => {
  expect(resourceName(finding({ Resource: by('alice') }))).toBe('alice');
  expect(resourceName(finding({ Resource: by('') }))).toBe('P');
  const bucket = { ...by('alice'), S3BucketDetails: [{ Name: 'b' }] };
  expect(resourceName(finding({ Resource: bucket }))).toBe('b');
  expect(resourceName(finding({}))).toBe('');
});

test('a rule holds what its findings share, and nothing that only some have', () => {
  const alike = [finding({ Resource: by('alice') }), finding({ Type: 'B', Resource: by('alice') })];
  expect(ruleTokens(alike).map((one) => `${one.propertyKey}=${one.value}`)).toEqual([
    'type=A',
    'type=B',
    'accountId=111122223333',
    'resource.accessKeyDetails.userName=alice',
  ]);
  const mixed = [finding({ Resource: by('alice') }), finding({ Resource: by('bob') })];
  expect(ruleTokens(mixed)).toHaveLength(2);
  expect(ruleTokens([finding({ Resource: by('alice') }), finding({})])).toHaveLength(2);
});
