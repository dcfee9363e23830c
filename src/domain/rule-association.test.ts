import { describe, expect, it } from 'vitest';
import {
  associationArn,
  coexist,
  expiryOf,
  inMode,
  isInForce,
  type RuleAssociation,
  type RuleConfiguration,
  ruleArn,
  targets,
} from './rule-association.ts';

const FOURTEEN_DAYS = 1_209_600_000;

const association: RuleAssociation = {
  associationId: 'a',
  accountId: '111122223333',
  region: 'us-east-1',
  ruleId: 'rule',
  mode: 'DRY_RUN',
  tags: {},
  createdAt: 0,
  updatedAt: 0,
  ...expiryOf('DRY_RUN', 0),
};

const configure = (
  mode: RuleConfiguration['mode'],
  includeAccountIds: readonly string[] = [],
  excludeAccountIds: readonly string[] = [],
): RuleConfiguration => ({
  accountId: '111122223333',
  region: 'us-east-1',
  ruleId: 'rule',
  mode,
  includeAccountIds,
  excludeAccountIds,
  createdAt: 0,
  updatedAt: 0,
});

describe('an association', () => {
  it('of a dry run ends after 14 days, a live one never', () => {
    expect(association.expiresAt).toBe(FOURTEEN_DAYS);
    expect(isInForce(association, FOURTEEN_DAYS - 1)).toBe(true);
    expect(isInForce(association, FOURTEEN_DAYS)).toBe(false);
    expect(expiryOf('LIVE', 0)).toEqual({});
    expect(isInForce({}, Number.MAX_SAFE_INTEGER)).toBe(true);
  });

  it('changes its mode, and counts the days of a dry run anew', () => {
    expect(inMode(association, 'DRY_RUN', 9)).toBe(association);
    const live = inMode(association, 'LIVE', 9);
    expect([live.mode, live.updatedAt, 'expiresAt' in live]).toEqual(['LIVE', 9, false]);
    expect(inMode(live, 'DRY_RUN', 10).expiresAt).toBe(FOURTEEN_DAYS + 10);
  });

  it('has an ARN in its account, while a rule has one in none', () => {
    expect(associationArn(association, 'aws')).toBe(
      'arn:aws:guardduty:us-east-1:111122223333:custom-detection-rule/rule/association/a',
    );
    expect(ruleArn('rule', 'aws-cn', 'cn-north-1')).toBe(
      'arn:aws-cn:guardduty:cn-north-1:aws:custom-detection-rule/rule',
    );
  });
});

describe('a configuration', () => {
  it.each([
    [configure('LIVE'), true, true],
    [configure('LIVE', ['1']), true, false],
    [configure('LIVE', [], ['1']), false, true],
  ])('means account 1 and account 2', (configuration, one, two) => {
    expect([targets(configuration, '1'), targets(configuration, '2')]).toEqual([one, two]);
  });

  it.each([
    [
      'two that name different accounts',
      configure('LIVE', ['1']),
      configure('DRY_RUN', ['2']),
      true,
    ],
    [
      'two that share an account',
      configure('LIVE', ['1']),
      configure('DRY_RUN', ['1', '2']),
      false,
    ],
    ['one for everybody', configure('LIVE'), configure('DRY_RUN', ['2']), false],
    ['one with exceptions', configure('LIVE', ['1']), configure('DRY_RUN', [], ['1']), false],
    ['two of one mode', configure('LIVE', ['1']), configure('LIVE', ['2']), false],
  ])('with %s', (_what, one, other, expected) => {
    expect(coexist(one, other)).toBe(expected);
    expect(coexist(other, one)).toBe(expected);
  });
});
