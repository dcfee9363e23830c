import { describe, expect, it } from 'vitest';
import findingTypes from '../../../scripts/data/finding-types.json' with { type: 'json' };
import { dataRules } from './data-rules.ts';
import { ec2Rules } from './ec2-rules.ts';
import { iamRules } from './iam-rules.ts';
import { succeeded, where } from './managed-rule.ts';
import { FILTER_FIELDS, managedRule, managedRules, rulesMatching } from './managed-rules.ts';
import { serviceRules } from './service-rules.ts';

describe('the managed rules', () => {
  it('are 35, each once, of every family', () => {
    expect(managedRules.length).toBe(35);
    expect(new Set(managedRules.map((rule) => rule.ruleId)).size).toBe(35);
    expect(new Set(managedRules.map((rule) => rule.name)).size).toBe(35);
    const families = [iamRules, ec2Rules, dataRules, serviceRules];
    expect(families.map((family) => family.length)).toEqual([10, 8, 7, 10]);
    expect(managedRule('vpc-flow-logs-deleted')?.name).toBe('VPCFlowLogsDeleted');
    expect(managedRule('absent')).toBeUndefined();
    const ids = managedRules.map((rule) => rule.ruleId);
    expect([...ids].sort()).toEqual(ids);
  });

  it('are 16 of high severity, 16 of medium and 3 of low', () => {
    const count = (severity: string) =>
      managedRules.filter((rule) => rule.severity === severity).length;
    expect([count('HIGH'), count('MEDIUM'), count('LOW')]).toEqual([16, 16, 3]);
  });

  it('are those that the catalogue of finding types names, each for its type', () => {
    const catalogue = findingTypes
      .filter((entry) => entry.feature === 'CUSTOM_DETECTION_RULES')
      .flatMap((entry) => {
        const [, names = ''] = /rule\(s\): ([^;]+);/.exec(entry.notes ?? '') ?? [];
        return names.split(', ').map((name) => `${name} ${entry.type}`);
      });
    expect(new Set(catalogue.map((line) => line.split(' ')[1])).size).toBe(25);
    expect(managedRules.map((rule) => `${rule.name} ${rule.findingType}`).sort()).toEqual(
      catalogue.sort(),
    );
  });

  it('have tactic, service and technique as their finding type says', () => {
    for (const { findingType, tactic, service, technique, name } of managedRules) {
      const [purpose = '', resource = '', mechanism = ''] = findingType.split(/[:/]/);
      expect(tactic.replaceAll(' ', ''), name).toBe(purpose);
      expect(service, name).toBe(resource.toLowerCase());
      expect(technique, name).toMatch(/^T\d{4}(\.\d{3})? - /);
      const words = technique.replace(/^T[\d.]+ - /, '').split(':')[0] ?? '';
      const spoken = words.replace(/[ -]/g, '').toLowerCase();
      expect([mechanism.toLowerCase(), `${mechanism}s`.toLowerCase()], name).toContain(spoken);
    }
  });

  it('have conditions with a source, an event and quotes that match', () => {
    for (const { expression, ruleId } of managedRules) {
      expect(expression, ruleId).toMatch(/^eventSource = '[a-z0-9-]+\.amazonaws\.com'\nAND /);
      expect(expression, ruleId).toMatch(/\nAND eventName (= '\w+'|IN \('\w+'(, '\w+')+\))/);
      const brackets = [...expression.replace(/'[^']*'/g, '')];
      const depth = brackets.reduce((n, c) => n + (c === '(' ? 1 : c === ')' ? -1 : 0), 0);
      expect(depth, ruleId).toBe(0);
      expect(expression.split("'").length % 2, ruleId).toBe(1);
    }
  });

  it('are written as calls that succeeded', () => {
    expect(succeeded('ec2', 'DeleteFlowLogs')).toBe(
      "eventSource = 'ec2.amazonaws.com'\nAND eventName = 'DeleteFlowLogs'\nAND errorCode IS NULL",
    );
    expect(where(succeeded('rds', 'A', 'B'), 'c', 'd')).toBe(
      "eventSource = 'rds.amazonaws.com'\nAND eventName IN ('A', 'B')\nAND errorCode IS NULL\n" +
        'AND c\nAND d',
    );
  });
});

describe('rulesMatching', () => {
  const names = (...filters: Parameters<typeof rulesMatching>[0]) =>
    rulesMatching(filters).map((rule) => rule.name);

  it('takes any value of a filter, and all filters', () => {
    expect(names().length).toBe(35);
    expect(names({ Name: 'severity', Values: ['LOW', 'MEDIUM'] }).length).toBe(19);
    const low = { Name: 'severity', Values: ['LOW'] } as const;
    const ses = { Name: 'service', Values: ['ses'], Condition: 'EQUALS' } as const;
    expect(names({ ...low, Values: ['LOW'] }, { ...ses, Values: ['ses'] })).toEqual([
      'SESAccountSendingEnabled',
    ]);
  });

  it('looks for a part of the text where that is asked for', () => {
    expect(names({ Name: 'technique', Values: ['T1685'], Condition: 'CONTAINS' }).length).toBe(5);
    expect(names({ Name: 'technique', Values: ['T1685'] })).toEqual([]);
    expect(names({ Name: 'name', Values: ['VPCFlowLogsDeleted'] })).toEqual(['VPCFlowLogsDeleted']);
    expect(names({ Name: 'description', Values: ['a VPC'], Condition: 'CONTAINS' }).length).toBe(1);
    expect(names({ Name: 'tactic', Values: ['Impact'] }).length).toBe(3);
    expect(names({ Name: 'dataSource', Values: ['CloudTrailManagementEvent'] }).length).toBe(35);
    expect(names({ Name: 'dataSource', Values: ['RuntimeMonitoring'] })).toEqual([]);
    expect(FILTER_FIELDS.length).toBe(7);
  });
});
