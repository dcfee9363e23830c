import { expect, it } from 'vitest';
import { DeliveryError, wordOf } from './delivery-error.ts';

it('names what happened without what was sent', () => {
  const secret = 'https://hooks.example.com/secret';
  const refused = Object.assign(new Error(secret), { code: 'ECONNREFUSED' });
  expect(wordOf(new DeliveryError('status 500'))).toBe('status 500');
  expect(wordOf(new TypeError(secret, { cause: refused }))).toBe('ECONNREFUSED');
  expect(wordOf(AbortSignal.timeout(0).reason ?? new DOMException('x', 'TimeoutError'))).toBe(
    'timeout',
  );
  expect(wordOf(new Error(secret))).toBe('failed');
  expect(wordOf('text')).toBe('unknown');
});
