import { expect, it } from 'vitest';
import { accessKeyId, hexId, randomText, secretAccessKey, uuid } from './ids.ts';

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
