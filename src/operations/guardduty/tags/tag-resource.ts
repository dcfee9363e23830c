import { addTags } from '../../../domain/tags.ts';
import { TAGS_PER_RESOURCE_MAX } from '../../../limits.ts';
import { guardDutyError } from '../errors.ts';
import { operation } from '../operation.ts';
import { taggedDetector } from './tagged-detector.ts';

export const tagResource = operation('TagResource', async (input, context) => {
  const detector = await taggedDetector(context, input.ResourceArn);
  const tags = addTags(detector.tags, input.Tags, TAGS_PER_RESOURCE_MAX);
  if (tags === undefined) throw guardDutyError('invalidInput');
  await context.store.detectors.put({ ...detector, tags });
  return {};
});
