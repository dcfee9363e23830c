import { resourceNotFound } from '../errors.ts';
import { operation } from '../operation.ts';
import { givenMode, givenRule } from './given.ts';
import { ownConfigurations } from './own-configurations.ts';

/** Members keep the associations that they were given (user guide). */
export const deleteCustomDetectionRuleOrgConfiguration = operation(
  'DeleteCustomDetectionRuleOrgConfiguration',
  async (input, context) => {
    const { ruleId } = givenRule(input.RuleId);
    const mode = givenMode(input.Mode);
    const configurations = await ownConfigurations(context);
    if (!configurations.some((one) => one.ruleId === ruleId && one.mode === mode)) {
      throw resourceNotFound();
    }
    const { store, accountId, region } = context;
    await store.detectionRules.deleteConfiguration(accountId, region, ruleId, mode);
    return {};
  },
);
