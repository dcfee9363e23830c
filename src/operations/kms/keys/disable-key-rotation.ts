import { operation } from '../operation.ts';
import { mustBeEnabled, ownKey } from '../own-key.ts';

export const disableKeyRotation = operation('DisableKeyRotation', async (input, context) => {
  const { rotationDays: _, ...key } = await ownKey(input.KeyId, context);
  mustBeEnabled(key, context);
  await context.store.kms.putKey(key);
  return {};
});
