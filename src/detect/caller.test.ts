import { describe, expect, it } from 'vitest';
import { callerKey, callerName, isManagementEvent, succeeded } from './caller.ts';
import { exampleEvent } from './testing.ts';

const issuer = { principalId: 'AROAEXAMPLE', userName: 'DeployExample' };

/** Identity → its name in words, and what aggregates its calls. */
const identities: [Record<string, unknown>, string, string][] = [
  [{ type: 'Root', principalId: '111122223333' }, 'the root user', 'root'],
  [
    { type: 'IAMUser', principalId: 'AIDAEXAMPLE', userName: 'maria.example' },
    'IAM user maria.example',
    'AIDAEXAMPLE',
  ],
  [
    {
      type: 'AssumedRole',
      principalId: 'AROAEXAMPLE:one',
      sessionContext: { sessionIssuer: issuer },
    },
    'role DeployExample (session one)',
    'AROAEXAMPLE',
  ],
  [
    { type: 'FederatedUser', principalId: '111122223333:guest', sessionContext: {} },
    'federated user guest',
    '111122223333',
  ],
  [
    { type: 'AWSService', invokedBy: 'example.amazonaws.com' },
    'AWS service example.amazonaws.com',
    'example.amazonaws.com',
  ],
  [
    { type: 'AWSAccount', accountId: '444455556666', principalId: 'AIDAOTHER' },
    'a principal of account 444455556666',
    'AIDAOTHER',
  ],
  [{ type: 'WebIdentityUser', userName: 'someone' }, 'someone', 'someone'],
  [{}, 'an unknown principal', ''],
];

describe.each(identities)('%j', (userIdentity, name, key) => {
  it('is named and aggregated', () => {
    const event = exampleEvent({ userIdentity });
    expect(callerName(event)).toBe(name);
    expect(callerKey(event)).toBe(key);
  });
});

it('keeps the key over sessions of one role', () => {
  const sessions = ['one', 'two'].map((session) => {
    const principalId = `AROAEXAMPLE:${session}`;
    return callerKey(exampleEvent({ userIdentity: { type: 'AssumedRole', principalId } }));
  });
  expect(sessions).toEqual(['AROAEXAMPLE', 'AROAEXAMPLE']);
});

it('takes a call as refused by its error code or its error message', () => {
  expect(succeeded(exampleEvent({ errorCode: null, errorMessage: '' }))).toBe(true);
  expect(succeeded(exampleEvent({ errorCode: 'AccessDenied' }))).toBe(false);
  expect(succeeded(exampleEvent({ errorMessage: 'Failed authentication' }))).toBe(false);
  expect(succeeded(exampleEvent({ errorCode: { odd: true } }))).toBe(false);
});

it('tells management events by their category, or by the older flag', () => {
  expect(isManagementEvent(exampleEvent({ eventCategory: 'Management' }))).toBe(true);
  expect(isManagementEvent(exampleEvent({ eventCategory: 'Data', managementEvent: true }))).toBe(
    false,
  );
  expect(isManagementEvent(exampleEvent({ managementEvent: false }))).toBe(false);
  expect(isManagementEvent(exampleEvent())).toBe(true);
});
