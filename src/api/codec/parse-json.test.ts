import { describe, expect, it } from 'vitest';
import { MalformedInput } from '../malformed-input.ts';
import { parseJson } from './parse-json.ts';

const parse = (text: string) => parseJson(Buffer.from(text));

describe('parseJson', () => {
  it.each([
    ['{"a":[1,{"b":null}],"c":"\\u0061\\""}'],
    ['{"a":{"x":1},"b":{"x":2}}'],
    ['[{"a":1},{"a":2}]'],
    ['{"a":"a: {\\"a\\": 1","b":["a","a"]}'],
    ['{"a":"\\\\","b":1}'],
    ['{ "a" : "a" , "b" : "a" }'],
  ])('reads %s as JSON.parse does', (text) => {
    expect(parse(text)).toEqual(JSON.parse(text));
  });

  it.each([
    ['nothing', ''],
    ['cut off', '{"a":'],
    ['two values', '{}{}'],
    ['a comment', '{} // x'],
    ['NaN', '{"a":NaN}'],
    ['an open string', '{"a":"b'],
    ['a lone backslash', '{"a":"\\'],
  ])('refuses %s', (_name, text) => {
    expect(() => parse(text)).toThrow('The body is not valid JSON');
  });

  it.each([
    ['a key given twice', '{"a":1,"a":1}'],
    ['the same key spelt in two ways', '{"a":1,"\\u0061":2}'],
    ['a key given twice further in', '{"x":[{"a":{},"b":[],"a":1}]}'],
    ['a key given twice around an object', '{"a":{"b":1},"a":2}'],
  ])('refuses %s', (_name, text) => {
    expect(() => parse(text)).toThrow('the same key twice');
  });

  it.each([['{"__proto__":{"admin":true}}'], ['{"a":[{"\\u005f_proto__":1}]}']])(
    'refuses %s',
    (text) => expect(() => parse(text)).toThrow('__proto__'),
  );

  it('bounds the nesting, also of what is no JSON, without recursing', () => {
    expect(parse(`${'['.repeat(32)}${']'.repeat(32)}`)).toBeDefined();
    expect(() => parse(`${'['.repeat(33)}${']'.repeat(33)}`)).toThrow('deeper than 32');
    expect(() => parse('{"a":'.repeat(200_000))).toThrow('deeper than 32');
    expect(parse(`{"a":"${'['.repeat(100)}"}`)).toEqual({ a: '['.repeat(100) });
  });

  it('refuses bytes that are no UTF-8', () => {
    expect(() => parseJson(Uint8Array.of(0x22, 0xff, 0x22))).toThrow(MalformedInput);
  });
});
