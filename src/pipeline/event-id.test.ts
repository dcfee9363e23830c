import { expect, it } from 'vitest';
import { exampleEvent } from '../detect/testing.ts';
import { idsByCount, idsByOffset } from './event-id.ts';

const one = exampleEvent({}, { id: '' });
const other = exampleEvent({}, { id: '', region: 'eu-west-9' });

it('in a file, what is said and where', () => {
  const ids = idsByOffset(100);
  expect(ids.idOf(one, 5)).toBe(idsByOffset(0).idOf(one, 105));
  expect(ids.idOf(one, 5)).not.toBe(ids.idOf(one, 6));
  expect(ids.idOf(one, 5)).not.toBe(ids.idOf(other, 5));
});

it('in a push, what is said and how often before', () => {
  const ids = idsByCount();
  const first = ids.idOf(one, 0);
  expect(ids.idOf(other, 9)).not.toBe(first);
  const second = ids.idOf(one, 20);
  expect(second).not.toBe(first);
  const again = idsByCount();
  expect([again.idOf(one, 7), again.idOf(one, 8)]).toEqual([first, second]);
  again.startBatch();
  expect(again.idOf(one, 9)).toBe(first);
});
