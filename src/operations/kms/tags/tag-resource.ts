import { addTags } from '../../../domain/tags.ts';
import { TAGS_PER_RESOURCE_MAX } from '../../../limits.ts';
import { kmsErrors } from '../errors.ts';
import { operation } from '../operation.ts';
import { lastingKey } from '../own-key.ts';
import { givenTags } from './given-tags.ts';

export const tagResource = operation('TagResource', async (input, context) => {
  const key = await lastingKey(input.KeyId, context);
  const tags = addTags(key.tags, givenTags(input.Tags), TAGS_PER_RESOURCE_MAX);
  if (tags === undefined) throw kmsErrors.tag('Too many tags');
  await context.store.kms.putKey({ ...key, tags });
  return {};
});
