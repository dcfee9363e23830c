import { expect, it } from 'vitest';
import { NEED_MORE, PADDING, QUOTE, SYNTAX } from './json-bytes.ts';
import { KeyTable, NONE } from './key-table.ts';
import { MemberCursor } from './member-cursor.ts';

const keys = new KeyTable(['name', 'kind']);

function bytesOf(text: string) {
  const bytes = Buffer.concat([Buffer.from(text), Buffer.alloc(PADDING, QUOTE)]);
  return { bytes, end: bytes.length - PADDING };
}

it('reads a key up to its value, escapes and spaces among it', () => {
  const cursor = new MemberCursor(20);
  const read = (text: string) => {
    const { bytes, end } = bytesOf(text);
    return [cursor.readKey(keys, bytes, 0, end), cursor.key];
  };
  expect(read('"kind":1')).toEqual([7, 2]);
  expect(read('"n\\u0061me" : 1')).toEqual([14, 1]);
  expect(read('"other":1')).toEqual([8, NONE]);
  expect(read('"kind"')[0]).toBe(NEED_MORE);
  expect(read('"kind",1')[0]).toBe(SYNTAX);
  expect(read('kind:1')[0]).toBe(SYNTAX);
});

it('reads a text, and passes over everything else', () => {
  const cursor = new MemberCursor(20);
  const read = (text: string) => {
    const { bytes, end } = bytesOf(text);
    return [cursor.readText(bytes, 0, end), cursor.text];
  };
  expect(read('"a",')).toEqual([3, 'a']);
  expect(read('"a\\"b",')).toEqual([6, 'a"b']);
  expect(read('[{"a":"b"}],')).toEqual([11, '']);
  expect(read('12,')).toEqual([2, '']);
  expect(read('"a')[0]).toBe(NEED_MORE);
});
