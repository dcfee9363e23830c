import { query } from '../operation.ts';
import { ownKey } from '../own-key.ts';
import { markerPageOfAll } from '../page.ts';

export const listResourceTags = query('ListResourceTags', async (input, context) => {
  const { tags } = await ownKey(input.KeyId, context);
  const keys = Object.keys(tags).sort();
  const { rows, ...page } = await markerPageOfAll('kms-tags', input, keys, (key) => key);
  return { Tags: rows.map((key) => ({ TagKey: key, TagValue: tags[key] ?? '' })), ...page };
});
