import { query } from '../operation.ts';
import { givenRule } from './given.ts';
import { showRule } from './show-rule.ts';

export const getCustomDetectionRule = query('GetCustomDetectionRule', async (input, context) => {
  const rule = givenRule(input.RuleId);
  return { Rule: { ...showRule(rule, context), Definition: { Expression: rule.expression } } };
});
