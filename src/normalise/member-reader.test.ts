import { expect, it } from 'vitest';
import { PADDING, QUOTE } from './json-bytes.ts';
import { MemberReader } from './member-reader.ts';

const reader = new MemberReader(
  { name: 0, user: { name: 1 }, addresses: [2], answers: [{ data: 3 }] },
  4,
  20,
);

function read(text: string) {
  const bytes = Buffer.concat([Buffer.from(text), Buffer.alloc(PADDING, QUOTE)]);
  const isWhole = reader.read(bytes, 0, bytes.length - PADDING);
  return isWhole ? reader.texts.map((texts) => texts.join()) : 'broken';
}

it('reads the texts of members, inside others and in lists', () => {
  const record = {
    other: { name: 'x', list: [{}, [], 'y'] },
    name: 'a',
    user: { id: 1, name: 'b' },
    addresses: ['c', 'd'],
    answers: [{ data: 'e', type: 'A' }, 7, { data: 8 }, { data: 'f' }],
  };
  const found = ['a', 'b', 'c,d', 'e,f'];
  expect(read(JSON.stringify(record))).toEqual(found);
  expect(read(JSON.stringify(record, null, 2))).toEqual(found);
  const reversed = Object.fromEntries(Object.entries(record).reverse());
  expect(read(JSON.stringify(reversed))).toEqual(found);
  expect(read('{}')).toEqual(['', '', '', '']);
});

it('reads what JSON.parse would: escapes, twins, other types', () => {
  const text =
    '{"n\\u0061me":"caf\\u00e9","user":{"name":"first"},"user":{"x":1},' +
    '"addresses":["a"],"addresses":"b","answers":{"data":"c"},"name":"\\"last\\""}';
  expect(read(text)).toEqual(['"last"', '', '', '']);
  expect(read('{"name":7,"user":"b","addresses":[],"answers":[[{"data":"x"}]]}')).toEqual(
    Array(4).fill(''),
  );
});

it('says of an object that it is broken', () => {
  for (const text of ['{"name"}', '{"name":}', '{"name":"a" "b"}', '{"addresses":["a" "b"]}']) {
    expect(read(text)).toBe('broken');
  }
});
