import type { Estate } from './estate.ts';
import type { LogEntry } from './log-file.ts';
import type { Random } from './random.ts';

/** An attack as logs show it, and what must come of it: these finding types and no others. */
export interface Story {
  readonly types: readonly string[];
  /** Its script in `awslabs/amazon-guardduty-tester`, whose doings it repeats. */
  readonly tester?: string;
  entries(place: StoryPlace): readonly LogEntry[];
}

export interface StoryPlace {
  readonly estate: Estate;
  /** When it begins, milliseconds. */
  readonly at: number;
  readonly random: Random;
  readonly seed: number;
}
