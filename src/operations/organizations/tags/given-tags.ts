import type { Tag } from '@aws-sdk/client-organizations';
import type { Tags } from '../../../domain/tags.ts';
import { TAGS_PER_RESOURCE_MAX } from '../../../limits.ts';
import { organizationsErrors } from '../errors.ts';

/** Tags as they are kept; refuses a key twice, a reserved one, and more than one resource has. */
export function givenTags(list: readonly Tag[] = []): Tags {
  const tags = new Map<string, string>();
  for (const { Key = '', Value = '' } of list) {
    if (tags.has(Key)) throw organizationsErrors.invalid('DUPLICATE_TAG_KEY');
    if (/^aws:/i.test(Key)) throw organizationsErrors.invalid('INVALID_SYSTEM_TAGS_PARAMETER');
    tags.set(Key, Value);
  }
  if (tags.size > TAGS_PER_RESOURCE_MAX) {
    throw organizationsErrors.violates('MAX_TAG_LIMIT_EXCEEDED');
  }
  return Object.fromEntries(tags);
}
