import { expect, it } from 'vitest';
import type { RequestHead } from '../api/http.ts';
import { s3Target } from './s3-request.ts';

function target(path: string, host = '127.0.0.1:4980', query = '') {
  const head: RequestHead = { method: 'GET', path, query, headers: new Map([['host', host]]) };
  const { bucket, key } = s3Target(head);
  return [bucket, key];
}

it.each([
  ['/', '127.0.0.1', undefined, undefined],
  ['/logs', '127.0.0.1', 'logs', undefined],
  ['/logs/', 'localhost:4980', 'logs', undefined],
  ['/logs/a/b%20c%2B/', '127.0.0.1', 'logs', 'a/b c+/'],
  ['/logs//a', '127.0.0.1', 'logs', '/a'],
  ['/a/b', 'logs.localhost:4980', 'logs', 'a/b'],
  ['/', 'my.logs.s3.localhost:4980', 'my.logs', undefined],
  ['/a', 'logs.s3.eu-west-1.localhost', 'logs', 'a'],
  ['/logs/a', 's3.localhost', 'logs', 'a'],
])('%s at %s is about %s and %s', (path, host, bucket, key) => {
  expect(target(path, host)).toEqual([bucket, key]);
});

it('refuses what is no escaped UTF-8, and keys that are too long', () => {
  expect(() => target('/logs/%ff')).toThrow('not UTF-8');
  expect(() => target(`/logs/${'a'.repeat(1025)}`)).toThrow('too long');
});
