import { describe, expect, test } from 'vitest';
import { speaksOfItself } from './words.ts';

const offences = (text: string, path = 'README.md') => speaksOfItself([{ path, text }]);

describe('speaksOfItself', () => {
  test.each([
    ['see /work/main/README.md'],
    ['as DESIGN.md says'],
    ['source: facts/finding-types.json'],
    ['left for another session'],
    ['see issue #2'],
    ['records of ../shared/data'],
  ])('refuses "%s"', (text) => expect(offences(text)).toHaveLength(1));

  test.each([
    ['the session token of a role session'],
    ['/api/work/items'],
    ['a known issue of the client'],
    ['artifacts/1'],
  ])('lets "%s" pass', (text) => expect(offences(text)).toEqual([]));

  test('refuses what a scaffold left open', () => {
    expect(offences('TODO: say why', 'detections/ec2/a/cases.json')).toHaveLength(1);
    expect(offences('TODO: say why', 'scripts/templates.ts')).toEqual([]);
  });

  test('lets the tests against foreign data look for it', () => {
    const text = "const folder = '../shared/data';";
    expect(offences(text, 'test/outside/real-records.test.ts')).toEqual([]);
    expect(offences(text, 'src/cli/scan.ts')).toHaveLength(1);
  });
});
