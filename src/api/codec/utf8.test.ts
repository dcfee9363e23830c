import { expect, it } from 'vitest';
import { MalformedInput } from '../malformed-input.ts';
import { decodeUtf8 } from './utf8.ts';

it('decodes UTF-8 and refuses everything else', () => {
  expect(decodeUtf8(Buffer.from('ü🙂'))).toBe('ü🙂');
  for (const bytes of [[0xff], [0xc3], [0xc0, 0x80], [0xed, 0xa0, 0x80]]) {
    expect(() => decodeUtf8(Uint8Array.from(bytes))).toThrow(MalformedInput);
  }
});
