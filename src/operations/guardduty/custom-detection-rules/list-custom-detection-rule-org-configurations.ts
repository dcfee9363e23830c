import { guardDutyError } from '../errors.ts';
import { query } from '../operation.ts';
import { cutPage, pageStart } from '../page.ts';
import { givenPage } from './given.ts';
import { ownConfigurations } from './own-configurations.ts';
import { CONFIGURATION_STATUS, showConfiguration } from './show-configuration.ts';

const STATUSES: readonly string[] = ['PROCESSING', 'ACTIVE', 'FAILED'];

export const listCustomDetectionRuleOrgConfigurations = query(
  'ListCustomDetectionRuleOrgConfigurations',
  async (input, context) => {
    const { limit, after = '' } = pageStart('ruleConfigurations', givenPage(input));
    const { Status } = input;
    if (Status !== undefined && !STATUSES.includes(Status)) throw guardDutyError('invalidInput');
    const isWanted = Status === undefined || Status === CONFIGURATION_STATUS;
    const all = (await ownConfigurations(context)).map((one) => ({
      key: `${one.ruleId} ${one.mode}`,
      shown: showConfiguration(one),
    }));
    const found = isWanted ? all.filter(({ key }) => key > after) : [];
    const { page, ...next } = cutPage('ruleConfigurations', found, limit, ({ key }) => key);
    return { Configurations: page.map(({ shown }) => shown), ...next };
  },
);
