import { randomBytes } from 'node:crypto';
import { kmsErrors } from '../errors.ts';
import { query } from '../operation.ts';
import { checkAsked } from './algorithm.ts';

export const generateRandom = query('GenerateRandom', async (input) => {
  checkAsked({ Recipient: input.Recipient });
  if (input.CustomKeyStoreId !== undefined) throw kmsErrors.unsupported('A custom key store');
  if (input.NumberOfBytes === undefined) {
    throw kmsErrors.validation('NumberOfBytes must be given.');
  }
  return { Plaintext: randomBytes(input.NumberOfBytes) };
});
