import { fetchTemplate } from '../fetch-template.ts';
import { givenTemplate } from '../given-content.ts';
import { query } from '../operation.ts';
import { summaryOf } from './summary.ts';

export const validateTemplate = query('ValidateTemplate', async (input, context) => {
  await fetchTemplate(input, context);
  const { template, ...summary } = summaryOf(givenTemplate(input));
  const Parameters = Object.entries(template.parameters).map(([ParameterKey, declared]) => ({
    ParameterKey,
    DefaultValue: declared.default,
    NoEcho: declared.noEcho,
    Description: declared.description,
  }));
  return { ...summary, Parameters };
});
