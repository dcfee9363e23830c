import type { DetectionRuleOrgConfigurationSummary } from '@aws-sdk/client-guardduty';
import type { RuleConfiguration } from '../../../domain/rule-association.ts';
import { dateOf } from '../../../lib/clock.ts';

/** It is always active: members have their associations when the call that gives them returns. */
export const CONFIGURATION_STATUS = 'ACTIVE';

/** What lists and single answers have in common. */
export function showConfiguration(
  configuration: RuleConfiguration,
): DetectionRuleOrgConfigurationSummary {
  const { expiresAt } = configuration;
  return {
    RuleId: configuration.ruleId,
    Mode: configuration.mode,
    Status: CONFIGURATION_STATUS,
    CreatedAt: dateOf(configuration.createdAt),
    UpdatedAt: dateOf(configuration.updatedAt),
    ...(expiresAt !== undefined && { ExpiresAt: dateOf(expiresAt) }),
  };
}
