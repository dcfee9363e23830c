import { keyArn } from '../../../domain/kms-key.ts';
import { dateOf } from '../../../lib/clock.ts';
import { KMS_DELETION_DAYS, KMS_DELETION_DAYS_MIN } from '../../../limits.ts';
import { kmsErrors } from '../errors.ts';
import { operation } from '../operation.ts';
import { lastingKey } from '../own-key.ts';

/** After this wait nothing that the key encrypted can ever be read again. */
export const scheduleKeyDeletion = operation('ScheduleKeyDeletion', async (input, context) => {
  const { PendingWindowInDays: days = KMS_DELETION_DAYS } = input;
  if (days < KMS_DELETION_DAYS_MIN || days > KMS_DELETION_DAYS) {
    const range = `${KMS_DELETION_DAYS_MIN} and ${KMS_DELETION_DAYS}`;
    throw kmsErrors.validation(`PendingWindowInDays must be between ${range}.`);
  }
  const { rotationDays: _, ...key } = await lastingKey(input.KeyId, context);
  const deletionAt = context.clock.now() + days * 86_400_000;
  await context.store.kms.putKey({ ...key, state: 'PendingDeletion', deletionAt });
  return {
    KeyId: keyArn(key, context.partition),
    DeletionDate: dateOf(deletionAt),
    KeyState: 'PendingDeletion' as const,
    PendingWindowInDays: days,
  };
});
