/** All that a detection may import: the event it reads, the hit it returns, the words to say it. */
export { cloudTrail, defineDetection } from './define.ts';
export type { Detection, Hit, Memory } from './define.ts';
export type { CloudTrailEvent } from '../normalise/event.ts';
