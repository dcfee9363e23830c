import { keyArn } from '../../../domain/kms-key.ts';
import { dateOf } from '../../../lib/clock.ts';
import { query } from '../operation.ts';
import { ownKey } from '../own-key.ts';

export const getKeyRotationStatus = query('GetKeyRotationStatus', async (input, context) => {
  const key = await ownKey(input.KeyId, context);
  const { rotationDays, rotatedAt } = key;
  const KeyId = keyArn(key, context.partition);
  if (rotationDays === undefined) return { KeyId, KeyRotationEnabled: false };
  return {
    KeyId,
    KeyRotationEnabled: true,
    RotationPeriodInDays: rotationDays,
    NextRotationDate: dateOf(rotatedAt + rotationDays * 86_400_000),
  };
});
