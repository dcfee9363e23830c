import {
  KMS_ROTATION_DAYS,
  KMS_ROTATION_DAYS_MAX,
  KMS_ROTATION_DAYS_MIN,
} from '../../../limits.ts';
import { kmsErrors } from '../errors.ts';
import { operation } from '../operation.ts';
import { mustBeEnabled, ownKey } from '../own-key.ts';

export const enableKeyRotation = operation('EnableKeyRotation', async (input, context) => {
  const { RotationPeriodInDays: rotationDays = KMS_ROTATION_DAYS } = input;
  if (rotationDays < KMS_ROTATION_DAYS_MIN || rotationDays > KMS_ROTATION_DAYS_MAX) {
    const range = `${KMS_ROTATION_DAYS_MIN} and ${KMS_ROTATION_DAYS_MAX}`;
    throw kmsErrors.validation(`RotationPeriodInDays must be between ${range}.`);
  }
  const key = await ownKey(input.KeyId, context);
  mustBeEnabled(key, context);
  await context.store.kms.putKey({ ...key, rotationDays });
  return {};
});
