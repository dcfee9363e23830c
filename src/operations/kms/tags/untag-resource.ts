import { removeTags } from '../../../domain/tags.ts';
import { operation } from '../operation.ts';
import { lastingKey } from '../own-key.ts';

export const untagResource = operation('UntagResource', async (input, context) => {
  const key = await lastingKey(input.KeyId, context);
  await context.store.kms.putKey({ ...key, tags: removeTags(key.tags, input.TagKeys) });
  return {};
});
