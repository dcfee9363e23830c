import { query } from '../operation.ts';
import { newDataKey } from './new-data-key.ts';

export const generateDataKeyWithoutPlaintext = query(
  'GenerateDataKeyWithoutPlaintext',
  async (input, context) => (await newDataKey(input, context)).shown,
);
