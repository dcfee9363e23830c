import { query } from '../operation.ts';
import { taggedDetector } from './tagged-detector.ts';

export const listTagsForResource = query('ListTagsForResource', async (input, context) => {
  const detector = await taggedDetector(context, input.ResourceArn);
  return { Tags: { ...detector.tags } };
});
