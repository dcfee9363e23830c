import type { DetectionRuleFilter } from '@aws-sdk/client-guardduty';
import { dataRules } from './data-rules.ts';
import { ec2Rules } from './ec2-rules.ts';
import { iamRules } from './iam-rules.ts';
import type { ManagedRule } from './managed-rule.ts';
import { serviceRules } from './service-rules.ts';

/** Ascending by id, which is the order of their list. */
export const managedRules: readonly ManagedRule[] = [
  ...iamRules,
  ...ec2Rules,
  ...dataRules,
  ...serviceRules,
].sort((a, b) => (a.ruleId < b.ruleId ? -1 : 1));

const byId = new Map(managedRules.map((rule) => [rule.ruleId, rule]));

export function managedRule(ruleId: string): ManagedRule | undefined {
  return byId.get(ruleId);
}

/** CloudTrail management events are all that these rules read. */
export const RULE_DATA_SOURCE = 'CloudTrailManagementEvent';
export const RULE_LANGUAGE = 'SQL';
export const RULE_SCHEMA = 'CloudTrail';
/** The day on which GuardDuty offered the first of them (user guide, document history). */
export const RULES_SINCE = Date.UTC(2026, 8, 1);

type FilterField = NonNullable<DetectionRuleFilter['Name']>;

const FIELDS: Readonly<Record<FilterField, (rule: ManagedRule) => string>> = {
  name: (rule) => rule.name,
  description: (rule) => rule.description,
  dataSource: () => RULE_DATA_SOURCE,
  severity: (rule) => rule.severity,
  tactic: (rule) => rule.tactic,
  technique: (rule) => rule.technique,
  service: (rule) => rule.service,
};

export const FILTER_FIELDS = Object.keys(FIELDS) as readonly FilterField[];

/** All filters must match, each with one of its values; equality is meant where none is said. */
export function rulesMatching(filters: readonly DetectionRuleFilter[]): ManagedRule[] {
  return managedRules.filter((rule) => filters.every((filter) => matches(rule, filter)));
}

function matches(rule: ManagedRule, filter: DetectionRuleFilter): boolean {
  const { Name, Values = [], Condition = 'EQUALS' } = filter;
  if (Name === undefined) return true;
  const text = FIELDS[Name](rule);
  return Values.some((value) => (Condition === 'CONTAINS' ? text.includes(value) : text === value));
}
