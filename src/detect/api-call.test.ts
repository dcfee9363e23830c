import { expect, it } from 'vitest';
import { apiCall } from './api-call.ts';
import { EXAMPLE_TIME, exampleEvent } from './testing.ts';

it('is one call, in seconds, under a name that is not too long', () => {
  const seconds = EXAMPLE_TIME / 1000;
  const call = { name: 'StopLogging', count: 1, firstSeen: seconds, lastSeen: seconds };
  expect(apiCall(exampleEvent({ eventName: 'StopLogging' }))).toEqual(call);
  expect(apiCall(exampleEvent({ eventName: 'x'.repeat(100) })).name).toHaveLength(64);
});
