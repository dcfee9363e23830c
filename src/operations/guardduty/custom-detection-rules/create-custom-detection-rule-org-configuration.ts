import { coexist, expiryOf, type RuleConfiguration } from '../../../domain/rule-association.ts';
import { conflict } from '../errors.ts';
import { operation } from '../operation.ts';
import { applyConfiguration } from './apply-configuration.ts';
import { givenMode, givenRule, givenScope, givenToken } from './given.ts';
import { ownConfigurations } from './own-configurations.ts';

/** Without accounts to include or exclude, all members of the organisation are meant. */
export const createCustomDetectionRuleOrgConfiguration = operation(
  'CreateCustomDetectionRuleOrgConfiguration',
  async (input, context) => {
    const { ruleId } = givenRule(input.RuleId);
    const mode = givenMode(input.Mode);
    const clientToken = givenToken(input.ClientToken);
    const scope = givenScope(input) ?? { includeAccountIds: [], excludeAccountIds: [] };
    const existing = (await ownConfigurations(context)).filter((one) => one.ruleId === ruleId);
    const isRetry = (one: RuleConfiguration) =>
      clientToken !== undefined && one.clientToken === clientToken && one.mode === mode;
    if (existing.some(isRetry)) return {};
    const { store, accountId, region, clock } = context;
    const now = clock.now();
    const configuration: RuleConfiguration = {
      accountId,
      region,
      ruleId,
      mode,
      ...scope,
      ...(clientToken !== undefined && { clientToken }),
      createdAt: now,
      updatedAt: now,
      ...expiryOf(mode, now),
    };
    if (!existing.every((one) => coexist(one, configuration))) throw conflict('invalidInput');
    await store.detectionRules.putConfiguration(configuration);
    await applyConfiguration(store, configuration, now);
    return {};
  },
);
