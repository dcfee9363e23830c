import { keyArn } from '../../../domain/kms-key.ts';
import { kmsErrors } from '../errors.ts';
import { operation } from '../operation.ts';
import { ownKey } from '../own-key.ts';

/** The key stays disabled, as on AWS: whoever wants it back enables it. */
export const cancelKeyDeletion = operation('CancelKeyDeletion', async (input, context) => {
  const { deletionAt, ...key } = await ownKey(input.KeyId, context);
  const arn = keyArn(key, context.partition);
  if (deletionAt === undefined) throw kmsErrors.notPendingDeletion(arn);
  await context.store.kms.putKey({ ...key, state: 'Disabled' });
  return { KeyId: arn };
});
