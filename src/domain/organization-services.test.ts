import { expect, it } from 'vitest';
import { administratorsOf } from './organization-services.ts';

it.each([
  ['guardduty.amazonaws.com', 'one'],
  ['config.amazonaws.com', 'many'],
  ['ram.amazonaws.com', 'none'],
  ['example.amazonaws.com', undefined],
  ['toString', undefined],
])('%s: administrators are %s', (principal, administrators) => {
  expect(administratorsOf(principal)).toBe(administrators);
});
