import { expect, test } from 'vitest';
import type { CloudTrailEvent } from '../normalise/event.ts';
import { createEventOrder } from './event-order.ts';

function event(time: number, region = 'us-east-1', id = String(time)): CloudTrailEvent {
  return {
    kind: 'cloudtrail',
    accountId: '111122223333',
    region,
    source: 's3.amazonaws.com',
    name: 'PutBucketPolicy',
    userAgent: '',
    sourceAddress: '',
    identityType: 'Root',
    sessionName: '',
    accessKeyId: '',
    issuedTo: '',
    id,
    time,
    record: {},
  };
}

function ordered(events: CloudTrailEvent[], limits?: { eventsMax: number; bytesMax: number }) {
  const released: string[] = [];
  const order = createEventOrder((one) => released.push(`${one.region[0]}${one.id}`), limits);
  for (const one of events) order.add(one, 10);
  order.flush();
  return { released, late: order.late };
}

test('while all fit, all come by time, and by id within a moment', () => {
  const events = [event(3), event(1, 'eu-west-1'), event(2), event(2, 'eu-west-1', '1')];
  expect(ordered(events)).toEqual({ released: ['e1', 'e1', 'u2', 'u3'], late: 0 });
  expect(ordered(events.reverse())).toEqual({ released: ['e1', 'e1', 'u2', 'u3'], late: 0 });
});

test('past the limit, the stream added to longest ago goes first, in order', () => {
  const events = [event(9), event(8), event(1, 'eu-west-1'), event(2, 'eu-west-1')];
  const { released, late } = ordered(events, { eventsMax: 3, bytesMax: 1000 });
  expect(released).toEqual(['u8', 'u9', 'e1', 'e2']);
  expect(late).toBe(0);
});

test('a single stream gives up its earlier half, and says what came too late', () => {
  const events = [5, 6, 7, 8, 3, 9].map((time) => event(time));
  const { released, late } = ordered(events, { eventsMax: 3, bytesMax: 1000 });
  expect(released).toEqual(['u5', 'u6', 'u3', 'u7', 'u8', 'u9']);
  expect(late).toBe(1);
});

test('texts have a limit too, but one event always fits', () => {
  const events = [event(3), event(2), event(1)];
  expect(ordered(events, { eventsMax: 100, bytesMax: 15 })).toEqual({
    released: ['u2', 'u1', 'u3'],
    late: 1,
  });
  expect(ordered([event(1)], { eventsMax: 100, bytesMax: 5 }).released).toEqual(['u1']);
});
