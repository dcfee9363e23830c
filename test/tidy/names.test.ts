import { describe, expect, test } from 'vitest';
import { kebabOf, namesSayWhat, operationFilesAreNamed } from './names.ts';

const named = (path: string, text = '') => namesSayWhat([{ path, text }]);

describe('namesSayWhat', () => {
  test.each([['src/lib/clock.ts'], ['src/api/sign-v4.test.ts'], ['test/tidy/tree.ts']])(
    'lets %s be called so',
    (path) => expect(named(path)).toEqual([]),
  );

  test.each([['src/lib/ipRanges.ts'], ['src/Api/a.ts'], ['src/lib/ip_ranges.ts']])(
    'refuses %s, which is not kebab-case',
    (path) => expect(named(path)).toHaveLength(1),
  );

  test.each([['src/utils/a.ts'], ['src/lib/string-helpers.ts'], ['src/lib/misc.ts']])(
    'refuses %s, which says nothing',
    (path) => expect(named(path)).toHaveLength(1),
  );

  test('reads exported names too', () => {
    expect(named('src/lib/a.ts', 'export class StoreManager {}')).toHaveLength(1);
    expect(named('src/lib/a.ts', 'export const baseUrl = 1;')).toHaveLength(1);
    expect(named('src/lib/a.ts', 'export const database = 1; const base = 2;')).toEqual([]);
  });
});

describe('operationFilesAreNamed', () => {
  const path = 'src/operations/guardduty/members/create-members.ts';
  const defined = (...names: string[]) =>
    names.map((name) => `export const x = operation('${name}', async () => ({}));`).join('\n');

  test('one operation a file, called after it', () => {
    expect(operationFilesAreNamed([{ path, text: defined('CreateMembers') }])).toEqual([]);
    expect(operationFilesAreNamed([{ path, text: defined('DeleteMembers') }])).toHaveLength(1);
    const two = defined('CreateMembers', 'GetMembers');
    expect(operationFilesAreNamed([{ path, text: two }])).toHaveLength(1);
  });

  test.each([
    ['CreateIPSet', 'create-ip-set'],
    ['ListIPSets', 'list-ip-sets'],
    ['GetMalwareScan', 'get-malware-scan'],
  ])('%s lives in %s', (name, file) => expect(kebabOf(name)).toBe(file));
});
