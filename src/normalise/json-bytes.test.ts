import { expect, test } from 'vitest';
import {
  NEED_MORE,
  PADDING,
  QUOTE,
  SYNTAX,
  skipSpace,
  stringEnd,
  TOO_DEEP,
  ValueSkipper,
} from './json-bytes.ts';
import { giveBack, takeRegion, valueEnd } from './scan-memory.ts';

const padded = (text: string) => Buffer.concat([Buffer.from(text), Buffer.alloc(PADDING, QUOTE)]);

function end(text: string, length = Buffer.byteLength(text)): number {
  const bytes = padded(text);
  const region = takeRegion(bytes.length);
  region.bytes.set(bytes);
  const found = valueEnd(region, 0, length, 3);
  giveBack(region);
  return found;
}

test('finds the end of every kind of value', () => {
  expect(end('"a\\"b\\\\" ')).toBe(8);
  expect(end('-1.5e3,')).toBe(6);
  expect(end('null}')).toBe(4);
  expect(end('{"a}":["]",{}]},')).toBe(15);
  expect(end(',')).toBe(SYNTAX);
  expect(end('[[[[]]]]')).toBe(TOO_DEEP);
  expect(end('[[[]]]')).toBe(6);
  expect(skipSpace(padded(' \n\t\r x'), 0, 6)).toBe(5);
});

test('never looks behind the end, though more bytes lie there', () => {
  const text = '{"a\\\\":[1,"]"]}';
  for (let cut = 1; cut < text.length; cut += 1) expect(end(text, cut)).toBe(NEED_MORE);
  expect(stringEnd(padded('abc\\'), 0, 4)).toBe(NEED_MORE);
  expect(end('12')).toBe(NEED_MORE);
});

test('the skipper that stops anywhere agrees with what looks at whole values', () => {
  const text = '{"a]":[1,"}\\"",{"b":"\\\\"}],"c":{}} ';
  const bytes = padded(text);
  const whole = end(text);
  for (let cut = 0; cut <= text.length; cut += 1) {
    const skipper = new ValueSkipper(0);
    const first = skipper.skip(bytes, 0, cut);
    expect(first === NEED_MORE ? skipper.skip(bytes, cut, text.length) : first).toBe(whole);
  }
});
