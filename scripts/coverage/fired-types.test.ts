import { describe, expect, test } from 'vitest';
import { type DetectionFolder, firedTypes } from './fired-types.ts';

const type = 'Stealth:IAMUser/PasswordPolicyChange';
const fires = (fired: string) => ({
  name: 'fires',
  records: [{}],
  hits: [{ type: fired, severity: 2, key: 'a' }],
});
const quiet = { name: 'stays quiet', records: [{}], hits: [] };
const folder = (...cases: DetectionFolder['cases']): DetectionFolder => ({
  path: 'detections/iam-user/a',
  types: [type],
  cases,
});

describe('firedTypes', () => {
  test('counts a type that fires in a folder with two quiet cases', () => {
    const fired = firedTypes([folder(fires(type), quiet, quiet)]);
    expect([...fired]).toEqual([[type, 'detections/iam-user/a']]);
  });

  test.each([
    ['no firing case', folder(quiet, quiet)],
    ['one quiet case', folder(fires(type), quiet)],
    ['a case that fires another type', folder(fires('Other:IAMUser/Type'), quiet, quiet)],
  ])('does not count %s', (_, one) => {
    expect(firedTypes([one]).size).toBe(0);
  });
});
