import { givenTemplate } from '../given-content.ts';
import { query } from '../operation.ts';
import { withTemplate } from '../with-template.ts';
import { summaryOf } from './summary.ts';

export const validateTemplate = query('ValidateTemplate', async (input, context) => {
  const given = givenTemplate(await withTemplate(input, context));
  const { template, ...summary } = summaryOf(given);
  const Parameters = Object.entries(template.parameters).map(([ParameterKey, declared]) => ({
    ParameterKey,
    DefaultValue: declared.default,
    NoEcho: declared.noEcho,
    Description: declared.description,
  }));
  return { ...summary, Parameters };
});
