import { expect, test } from 'vitest';
import { isByTls, isFromConsole } from './same-origin.ts';

const head = (headers: Record<string, string>) => ({
  method: 'POST',
  path: '/console/session',
  query: '',
  headers: new Map(Object.entries({ host: 'vedette.example.com', ...headers })),
});
const ours = { 'x-vedette-console': '1' };

test.each([
  [{ ...ours }],
  [{ ...ours, origin: 'http://vedette.example.com' }],
  [{ ...ours, origin: 'https://vedette.example.com', 'sec-fetch-site': 'same-origin' }],
])('lets %j pass', (headers) => {
  expect(isFromConsole(head(headers))).toBe(true);
});

test.each([
  [{}],
  [{ origin: 'http://vedette.example.com' }],
  [{ ...ours, origin: 'http://evil.example.com' }],
  [{ ...ours, origin: 'http://vedette.example.com:81' }],
  [{ ...ours, origin: 'null' }],
  [{ ...ours, 'sec-fetch-site': 'same-site' }],
  [{ ...ours, 'sec-fetch-site': 'cross-site' }],
  [{ 'x-vedette-console': 'yes' }],
])('refuses %j', (headers) => {
  expect(isFromConsole(head(headers))).toBe(false);
});

test('knows TLS by what the browser or the proxy says', () => {
  expect(isByTls(head({ origin: 'https://vedette.example.com' }))).toBe(true);
  expect(isByTls(head({ 'x-forwarded-proto': 'https' }))).toBe(true);
  expect(isByTls(head({ origin: 'http://vedette.example.com' }))).toBe(false);
});
