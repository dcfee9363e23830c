import { expect, it } from 'vitest';
import { headOf } from './http.ts';

it('takes a request apart as it was sent, repeated headers joined', () => {
  const rawHeaders = ['Host', 'a', 'X-One', '1', 'x-one', '2', 'Authorization', 'b'];
  expect(headOf({ method: 'GET', url: '/a%2Fb?c=%20?d', rawHeaders })).toEqual({
    method: 'GET',
    path: '/a%2Fb',
    query: 'c=%20?d',
    headers: new Map([
      ['host', 'a'],
      ['x-one', '1,2'],
      ['authorization', 'b'],
    ]),
  });
  expect(headOf({ method: 'GET', url: '/', rawHeaders: [] })).toMatchObject({ query: '' });
});
