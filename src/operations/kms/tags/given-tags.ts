import type { Tag } from '@aws-sdk/client-kms';
import type { Tags } from '../../../domain/tags.ts';
import { TAGS_PER_RESOURCE_MAX } from '../../../limits.ts';
import { kmsErrors } from '../errors.ts';

/** Tags as they are kept; TagException for a key twice, a reserved one, or too many. */
export function givenTags(list: readonly Tag[] = []): Tags {
  const tags = new Map<string, string>();
  for (const { TagKey: key = '', TagValue: value = '' } of list) {
    if (tags.has(key)) throw kmsErrors.tag('Duplicate tag keys');
    if (/^aws:/i.test(key)) throw kmsErrors.tag('aws: prefixed tag key names are not allowed');
    tags.set(key, value);
  }
  if (tags.size > TAGS_PER_RESOURCE_MAX) throw kmsErrors.tag('Too many tags');
  return Object.fromEntries(tags);
}
