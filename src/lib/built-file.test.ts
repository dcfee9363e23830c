import { expect, test } from 'vitest';
import { readBuiltFile } from './built-file.ts';

test('finds what was built, and says of what is missing how to make it', () => {
  expect(readBuiltFile('as-networks.bin').length).toBeGreaterThan(1_000_000);
  expect(() => readBuiltFile('nothing.bin')).toThrow('nothing.bin is missing: npm run build');
});
