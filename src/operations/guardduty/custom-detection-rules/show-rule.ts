import type { RuleSummary } from '@aws-sdk/client-guardduty';
import type { ManagedRule } from '../../../domain/detection-rules/managed-rule.ts';
import {
  RULE_DATA_SOURCE,
  RULE_LANGUAGE,
  RULE_SCHEMA,
  RULES_SINCE,
} from '../../../domain/detection-rules/managed-rules.ts';
import { ruleArn } from '../../../domain/rule-association.ts';
import { dateOf } from '../../../lib/clock.ts';
import type { OperationContext } from '../../context.ts';

/** What lists and single answers have in common. */
export function showRule(rule: ManagedRule, { partition, region }: OperationContext): RuleSummary {
  return {
    RuleId: rule.ruleId,
    Arn: ruleArn(rule.ruleId, partition, region),
    Name: rule.name,
    Description: rule.description,
    Severity: rule.severity,
    DataSource: RULE_DATA_SOURCE,
    Tactic: rule.tactic,
    Technique: rule.technique,
    Service: rule.service,
    Language: RULE_LANGUAGE,
    Schema: RULE_SCHEMA,
    CreatedAt: dateOf(RULES_SINCE),
  };
}
