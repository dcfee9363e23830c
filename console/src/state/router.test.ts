import { expect, test } from 'vitest';
import { hrefOf, placeOf } from './router.ts';

test('an address comes apart and together again', () => {
  const href = hrefOf('findings', { id: 'a&b', q: 'x=1' });
  expect(href).toBe('/console/findings?id=a%26b&q=x%3D1');
  const { page, query } = placeOf('/console/findings/', '?id=a%26b&q=x%3D1');
  expect([page, query.get('id'), query.get('q')]).toEqual(['findings', 'a&b', 'x=1']);
});

test('what is not ours is the first page', () => {
  expect(placeOf('/elsewhere', '').page).toBe('');
  expect(placeOf('/console/', '').page).toBe('');
});
