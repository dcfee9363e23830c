import { addTags, type Tags } from '../../../domain/tags.ts';
import { TAGS_PER_RESOURCE_MAX } from '../../../limits.ts';
import { lambdaErrors } from '../errors.ts';

/** The tags that are there with those of a call. Throws for reserved ones, and too many. */
export function givenTags(existing: Tags, added: Tags = {}): Tags {
  if (Object.keys(added).some((key) => /^aws:/i.test(key))) {
    throw lambdaErrors.invalidParameter('Tag keys that begin with aws: belong to AWS.');
  }
  const tags = addTags(existing, added, TAGS_PER_RESOURCE_MAX);
  if (tags !== undefined) return tags;
  throw lambdaErrors.invalidParameter(`A function has at most ${TAGS_PER_RESOURCE_MAX} tags.`);
}
