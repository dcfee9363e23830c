import { expect, it } from 'vitest';
import { isLoopback } from './loopback.ts';

it.each([
  ['localhost', true],
  ['127.0.0.1', true],
  ['[::1]', true],
  ['127.0.0.1.example.com', false],
  ['localhost.example.com', false],
  ['198.51.100.7', false],
])('%s: %j', (host, expected) => {
  expect(isLoopback(host)).toBe(expected);
});
