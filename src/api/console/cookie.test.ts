import { expect, test } from 'vitest';
import { readCookie, writeCookie } from './cookie.ts';

const sent = (cookie?: string) => ({
  method: 'GET',
  path: '/console/credentials',
  query: '',
  headers: new Map(cookie === undefined ? [] : [['cookie', cookie]]),
});

test('finds its own value among others', () => {
  expect(readCookie(sent('a=1; vedette-console=v1.x.y==; b=2'))).toBe('v1.x.y==');
  expect(readCookie(sent('xvedette-console=1'))).toBeUndefined();
  expect(readCookie(sent())).toBeUndefined();
});

test('is out of reach for scripts, other sites and, behind TLS, for open lines', () => {
  expect(writeCookie('a', 60, false)).toBe(
    'vedette-console=a; Max-Age=60; Path=/console; HttpOnly; SameSite=Strict',
  );
  expect(writeCookie('', 0, true)).toMatch(/Max-Age=0;.*; Secure$/);
});
