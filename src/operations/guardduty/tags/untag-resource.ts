import { removeTags } from '../../../domain/tags.ts';
import { operation } from '../operation.ts';
import { taggedDetector } from './tagged-detector.ts';

export const untagResource = operation('UntagResource', async (input, context) => {
  const detector = await taggedDetector(context, input.ResourceArn);
  const tags = removeTags(detector.tags, input.TagKeys);
  await context.store.detectors.put({ ...detector, tags });
  return {};
});
