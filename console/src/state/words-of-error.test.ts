import { expect, test } from 'vitest';
import { wordsOfError } from './words-of-error.ts';

test('says what the API said', () => {
  const refused = Object.assign(new Error('No.'), { name: 'BadRequestException' });
  expect(wordsOfError(refused)).toBe('BadRequestException: No.');
  expect(wordsOfError(new Error('plain'))).toBe('plain');
  expect(wordsOfError('text')).toBe('text');
});
