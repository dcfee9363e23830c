import { describe, expect, it } from 'vitest';
import { readStackPolicy, refusalByPolicy, type UpdateStep } from './stack-policy.ts';

const ALL = { Effect: 'Allow', Principal: '*', Action: 'Update:*', Resource: '*' };
const modify: UpdateStep = {
  action: 'Update:Modify',
  logicalId: 'Detector',
  type: 'AWS::GuardDuty::Detector',
};
const policy = (...Statement: object[]) => readStackPolicy(JSON.stringify({ Statement })) ?? [];
const denied = (statement: object, step = modify) =>
  refusalByPolicy(policy(ALL, { ...ALL, Effect: 'Deny', ...statement }), step) !== undefined;

describe('a stack policy', () => {
  it('lets through what is allowed, and nothing else', () => {
    expect(refusalByPolicy(policy(ALL), modify)).toBeUndefined();
    expect(refusalByPolicy(policy({ ...ALL, Action: 'Update:Delete' }), modify)).toBe(
      'Action denied by stack policy: No statement allows [Update:Modify] for resource [Detector]',
    );
  });

  it('may have one statement without brackets', () => {
    const one = readStackPolicy(JSON.stringify({ Statement: ALL })) ?? [];
    expect(refusalByPolicy(one, modify)).toBeUndefined();
  });

  it('says which statement denies, in whatever order they stand', () => {
    const deny = { ...ALL, Effect: 'Deny', Resource: 'LogicalResourceId/Det*' };
    const text =
      'Action denied by stack policy: Statement [#1] does not allow [Update:Modify] for resource ' +
      '[Detector]';
    expect(refusalByPolicy(policy(deny, ALL), modify)).toBe(text);
    expect(refusalByPolicy(policy(ALL, deny), modify)).toBe(text.replace('#1', '#2'));
  });

  it.each([
    [{ Action: ['Update:Replace', 'Update:Delete'] }, false],
    [{ Action: undefined, NotAction: 'Update:Delete' }, true],
    [{ Resource: 'LogicalResourceId/Other' }, false],
    [{ Resource: undefined, NotResource: 'LogicalResourceId/Other' }, true],
    [{ Condition: { StringEquals: { ResourceType: ['AWS::GuardDuty::Detector'] } } }, true],
    [{ Condition: { StringEquals: { ResourceType: 'AWS::GuardDuty::*' } } }, false],
    [{ Condition: { StringLike: { ResourceType: 'AWS::GuardDuty::*' } } }, true],
    [{ Principal: { AWS: '*' } }, true],
  ])('with %j denies: %s', (statement, expected) => {
    expect(denied(statement)).toBe(expected);
  });

  it.each([
    '',
    '{}',
    '{"Statement": {}}',
    JSON.stringify({ Statement: [{ ...ALL, Effect: 'allow' }] }),
    JSON.stringify({ Statement: [{ ...ALL, Principal: 'me' }] }),
    JSON.stringify({ Statement: [{ ...ALL, Action: 's3:*' }] }),
    JSON.stringify({ Statement: [{ ...ALL, Resource: 'Detector' }] }),
    JSON.stringify({ Statement: [{ ...ALL, NotAction: 'Update:*' }] }),
    JSON.stringify({ Statement: [{ ...ALL, Resource: undefined }] }),
    JSON.stringify({ Statement: [{ ...ALL, Condition: { Bool: { ResourceType: 'x' } } }] }),
    JSON.stringify({ Statement: [{ ...ALL, Condition: { StringLike: { Region: 'x' } } }] }),
    JSON.stringify({ Statement: [{ ...ALL, More: 1 }] }),
  ])('is no such thing: %s', (text) => {
    expect(readStackPolicy(text)).toBeUndefined();
  });
});
