import { expect, it } from 'vitest';
import { headOf } from '../http.ts';
import { canonicalRequest } from './canonical-request.ts';

function lines(url: string, rawHeaders: string[] = [], signed: string[] = [], presigned = false) {
  const head = headOf({ method: 'GET', url, rawHeaders });
  return canonicalRequest(head, signed, presigned, 'HASH').split('\n');
}

it.each([
  ['/detector', '/detector'],
  ['/', '/'],
  ['', '/'],
  ['/a/./b//c/../d/', '/a/b/d/'],
  ['/../..', '/'],
  ['/tags/arn%3Aaws%3Aguardduty%2Fx', '/tags/arn%253Aaws%253Aguardduty%252Fx'],
  ['/tags/arn:aws', '/tags/arn%3Aaws'],
  ['/a+b', '/a%2Bb'],
])('escapes the path %s once more and tidies it', (path, wanted) => {
  expect(lines(path)[1]).toBe(wanted);
});

it.each([
  ['b=2&a=1', 'a=1&b=2'],
  ['a=2&a=1&a', 'a=&a=1&a=2'],
  ['a-b=1&a=1', 'a=1&a-b=1'],
  ['a=%3a&b=:&c=+&d=%20&e=%7e', 'a=%3A&b=%3A&c=%20&d=%20&e=~'],
  ['a=b=c&&', 'a=b%3Dc'],
  ['a=%zz', 'a=%25zz'],
])('sorts and escapes the query %s', (query, wanted) => {
  expect(lines(`/?${query}`)[2]).toBe(wanted);
});

it('leaves the signature out of a presigned query, and only there', () => {
  const url = '/?X-Amz-Signature=abc&a=1';
  expect(lines(url, [], [], true)[2]).toBe('a=1');
  expect(lines(url)[2]).toBe('X-Amz-Signature=abc&a=1');
});

it('lists the signed headers only, joined and folded', () => {
  const sent = ['Host', 'a', 'X-One', 'a  b\t c', 'Accept', '*', 'x-one', 'd', 'X-Two', ''];
  expect(lines('/', sent, ['host', 'x-one', 'x-two', 'x-gone']).slice(3)).toEqual([
    'host:a',
    'x-one:a b c,d',
    'x-two:',
    'x-gone:',
    '',
    'host;x-one;x-two;x-gone',
    'HASH',
  ]);
});
