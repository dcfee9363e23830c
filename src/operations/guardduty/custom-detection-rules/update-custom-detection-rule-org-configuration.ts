import { coexist, inMode, type RuleConfiguration } from '../../../domain/rule-association.ts';
import { conflict, resourceNotFound } from '../errors.ts';
import { operation } from '../operation.ts';
import { applyConfiguration } from './apply-configuration.ts';
import { givenMode, givenRule, givenScope } from './given.ts';
import { ownConfigurations } from './own-configurations.ts';
import { withdrawConfiguration } from './withdraw-configuration.ts';

/**
 * Changes the configuration that has this mode, or else the only one that there is, which then
 * takes on the mode. Accounts that are not given stay as they are; an empty list takes them back.
 */
export const updateCustomDetectionRuleOrgConfiguration = operation(
  'UpdateCustomDetectionRuleOrgConfiguration',
  async (input, context) => {
    const { ruleId } = givenRule(input.RuleId);
    const mode = givenMode(input.Mode);
    const scope = givenScope(input) ?? {};
    const existing = (await ownConfigurations(context)).filter((one) => one.ruleId === ruleId);
    const before = existing.find((one) => one.mode === mode) ?? existing[0];
    if (before === undefined) throw resourceNotFound();
    const { store, accountId, region, clock } = context;
    const now = clock.now();
    const moved: RuleConfiguration = inMode(before, mode, now);
    const after: RuleConfiguration = { ...moved, ...scope, updatedAt: now };
    const others = existing.filter((one) => one !== before);
    if (!others.every((one) => coexist(one, after))) throw conflict('invalidInput');
    const { detectionRules } = store;
    await detectionRules.deleteConfiguration(accountId, region, ruleId, before.mode);
    await detectionRules.putConfiguration(after);
    await withdrawConfiguration(store, before, after);
    await applyConfiguration(store, after, now);
    return {};
  },
);
