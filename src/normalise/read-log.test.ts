import { expect, it } from 'vitest';
import type { Event } from './event.ts';
import { readLog } from './read-log.ts';

it('reads CloudTrail', async () => {
  const record = {
    eventID: '1',
    eventTime: '2026-03-02T09:14:27Z',
    eventSource: 's3.amazonaws.com',
    eventName: 'GetObject',
    recipientAccountId: '111122223333',
  };
  const events: Event[] = [];
  await readLog([Buffer.from(JSON.stringify({ Records: [record] }))], {
    wants: () => true,
    onEvent: (event) => void events.push(event),
  });
  expect(events).toMatchObject([{ kind: 'cloudtrail', name: 'GetObject' }]);
});
