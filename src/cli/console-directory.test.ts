import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { consoleDirectory, signInUrl } from './console-directory.ts';

test('is the same folder from the bundle and from the source', () => {
  expect(consoleDirectory()).toBe(resolve('dist/console'));
  const bundle = new URL('../../dist/vedette.js', import.meta.url).href;
  expect(consoleDirectory(bundle)).toBe(resolve('dist/console'));
});

test('a link carries its token where servers do not see it', () => {
  const url = new URL(signInUrl('http://127.0.0.1:1', 'ABC', 'findings?id=1'));
  expect([url.pathname, url.search, url.hash]).toEqual([
    '/console/findings',
    '?id=1',
    '#sign-in=ABC',
  ]);
});
