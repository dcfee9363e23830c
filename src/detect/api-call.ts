import type { CloudTrailEvent } from '../normalise/event.ts';
import { plainText } from './read-field.ts';

const NAME_LENGTH_MAX = 64;

/**
 * The call that was made, as `service.additionalInfo.apiCalls` has it: times in seconds. Those of
 * one finding are added up.
 */
export function apiCall(event: CloudTrailEvent) {
  const seconds = Math.floor(event.time / 1000);
  const name = plainText(event.name).slice(0, NAME_LENGTH_MAX);
  return { name, count: 1, firstSeen: seconds, lastSeen: seconds };
}
