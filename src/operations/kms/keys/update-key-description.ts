import { operation } from '../operation.ts';
import { lastingKey } from '../own-key.ts';

export const updateKeyDescription = operation('UpdateKeyDescription', async (input, context) => {
  const key = await lastingKey(input.KeyId, context);
  await context.store.kms.putKey({ ...key, description: input.Description });
  return {};
});
