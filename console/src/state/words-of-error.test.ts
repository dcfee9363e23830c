import { expect, test } from 'vitest';
import { SessionError } from '../api/session.ts';
import { en } from '../messages/en/en.ts';
import { wordsOfError } from './words-of-error.ts';

test('says what the API said', () => {
  const refused = Object.assign(new Error('No.'), { name: 'BadRequestException' });
  expect(wordsOfError(refused, en)).toBe('BadRequestException: No.');
  expect(wordsOfError(new Error('plain'), en)).toBe('plain');
  expect(wordsOfError('text', en)).toBe('text');
});

test('has words of its own where nothing was answered, and for the end of a sign-in', () => {
  const { errors } = en.signIn;
  expect(wordsOfError(new TypeError('Failed to fetch'), en)).toBe(errors.unreachable);
  expect(wordsOfError(new TypeError('x is not a function'), en)).toContain('x is not a function');
  expect(wordsOfError(new SessionError('signInNeeded', ''), en)).toBe(errors.signInNeeded);
  expect(wordsOfError(new SessionError('constructor', ''), en)).toBe(errors.unknown);
});
