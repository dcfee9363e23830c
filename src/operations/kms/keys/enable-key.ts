import { operation } from '../operation.ts';
import { lastingKey } from '../own-key.ts';

export const enableKey = operation('EnableKey', async (input, context) => {
  const key = await lastingKey(input.KeyId, context);
  await context.store.kms.putKey({ ...key, state: 'Enabled' });
  return {};
});
