import { CALL_STORIES } from './stories-calls.ts';
import { CLUSTER_STORIES } from './stories-clusters.ts';
import { NETWORK_STORIES } from './stories-network.ts';
import type { Story } from './story.ts';

/** All attacks that can be generated, by name. */
export const STORIES = {
  ...CALL_STORIES,
  ...NETWORK_STORIES,
  ...CLUSTER_STORIES,
} as const satisfies Readonly<Record<string, Story>>;

export type StoryName = keyof typeof STORIES;
export const STORY_NAMES = Object.keys(STORIES) as StoryName[];
