import { resourceNotFound } from '../errors.ts';
import { query } from '../operation.ts';
import { givenMode, givenRule } from './given.ts';
import { ownConfigurations } from './own-configurations.ts';
import { showConfiguration } from './show-configuration.ts';

export const getCustomDetectionRuleOrgConfiguration = query(
  'GetCustomDetectionRuleOrgConfiguration',
  async (input, context) => {
    const { ruleId } = givenRule(input.RuleId);
    const mode = givenMode(input.Mode);
    const configurations = await ownConfigurations(context);
    const found = configurations.find((one) => one.ruleId === ruleId && one.mode === mode);
    if (found === undefined) throw resourceNotFound();
    return {
      Configuration: {
        ...showConfiguration(found),
        IncludeAccountIds: [...found.includeAccountIds],
        ExcludeAccountIds: [...found.excludeAccountIds],
      },
    };
  },
);
