import { isInForce } from '../../../domain/rule-association.ts';
import { query } from '../operation.ts';
import { cutPage, pageStart } from '../page.ts';
import { givenMode, givenPage, givenRuleId } from './given.ts';
import { showAssociation } from './show-association.ts';

/** The caller's own; there are never more than there are rules. */
export const listCustomDetectionRuleAssociations = query(
  'ListCustomDetectionRuleAssociations',
  async (input, context) => {
    const { limit, after = '' } = pageStart('ruleAssociations', givenPage(input));
    const mode = input.Mode === undefined ? undefined : givenMode(input.Mode);
    const ruleId = input.RuleId === undefined ? undefined : givenRuleId(input.RuleId);
    const { store, accountId, region, clock } = context;
    const now = clock.now();
    const all = await store.detectionRules.associations(accountId, region);
    const found = all.filter(
      (one) =>
        one.ruleId > after &&
        isInForce(one, now) &&
        (mode === undefined || one.mode === mode) &&
        (ruleId === undefined || one.ruleId === ruleId),
    );
    const { page, ...next } = cutPage('ruleAssociations', found, limit, (one) => one.ruleId);
    return { RuleAssociations: page.map((one) => showAssociation(one, context)), ...next };
  },
);
