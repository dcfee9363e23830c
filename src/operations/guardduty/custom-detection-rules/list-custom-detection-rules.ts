import { rulesMatching } from '../../../domain/detection-rules/managed-rules.ts';
import { query } from '../operation.ts';
import { cutPage, pageStart } from '../page.ts';
import { givenPage } from './given.ts';
import { givenFilters } from './given-filters.ts';
import { showRule } from './show-rule.ts';

export const listCustomDetectionRules = query(
  'ListCustomDetectionRules',
  async (input, context) => {
    const { limit, after = '' } = pageStart('rules', givenPage(input));
    const rules = rulesMatching(givenFilters(input.Filters)).filter((rule) => rule.ruleId > after);
    const { page, ...next } = cutPage('rules', rules, limit, (rule) => rule.ruleId);
    return { Rules: page.map((rule) => showRule(rule, context)), ...next };
  },
);
