import { query } from '../operation.ts';
import { checkAsked } from './algorithm.ts';
import { newDataKey } from './new-data-key.ts';

export const generateDataKey = query('GenerateDataKey', async (input, context) => {
  checkAsked({ Recipient: input.Recipient });
  const { plaintext, shown } = await newDataKey(input, context);
  return { Plaintext: plaintext, ...shown };
});
