import { keyArn } from '../../../domain/kms-key.ts';
import { operation } from '../operation.ts';
import { mustBeEnabled, ownKey } from '../own-key.ts';
import { rotated } from './rotated.ts';

/** What the older material encrypted is still decrypted by it. */
export const rotateKeyOnDemand = operation('RotateKeyOnDemand', async (input, context) => {
  const key = await ownKey(input.KeyId, context);
  mustBeEnabled(key, context);
  const { services, clock, store } = context;
  await store.kms.putKey(rotated(key, services.sealSecret, clock.now()));
  return { KeyId: keyArn(key, context.partition) };
});
