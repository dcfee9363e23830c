import { expect, it } from 'vitest';
import {
  accessKeyId,
  createOrderedUuids,
  hexId,
  randomText,
  secretAccessKey,
  timeOfOrderedUuid,
  timeOrderedStart,
  uuid,
} from './ids.ts';

it('makes ids in the forms of AWS', () => {
  expect(hexId()).toMatch(/^[0-9a-f]{32}$/);
  expect(uuid()).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  expect(accessKeyId('AKIA')).toMatch(/^AKIA[A-Z2-7]{16}$/);
  expect(accessKeyId('ASIA')).toMatch(/^ASIA[A-Z2-7]{16}$/);
  expect(secretAccessKey()).toMatch(/^[A-Za-z0-9+/]{40}$/);
});

it('draws every character of an alphabet about as often, whatever its length', () => {
  const text = randomText(100_000, '0123456789');
  expect(text).toMatch(/^\d{100000}$/);
  for (const digit of '0123456789') {
    const share = text.split(digit).length - 1;
    expect(share).toBeGreaterThan(9_000);
    expect(share).toBeLessThan(11_000);
  }
});

it('makes UUIDs in the order of time, also where the clock steps back', () => {
  const newId = createOrderedUuids();
  const at = Date.UTC(2026, 0, 1);
  const ids = Array.from({ length: 10_000 }, (_, n) => newId(n < 5000 ? at : at - 60_000));
  expect(ids).toEqual([...new Set(ids)].sort());
  expect(ids[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7000-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(timeOfOrderedUuid(ids[0] ?? '')).toBe(at);
  expect(ids[0]?.startsWith(timeOrderedStart(at))).toBe(true);
  expect(timeOrderedStart(at + 1) > (ids[4095] ?? '')).toBe(true);
  const next = createOrderedUuids(ids.at(-1))(at);
  expect(next > (ids.at(-1) ?? '')).toBe(true);
});
