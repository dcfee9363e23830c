import { describe, expect, test } from 'vitest';
import { nothingBanned } from './banned.ts';

const offences = (text: string, path = 'src/api/a.ts') => nothingBanned([{ path, text }]);

describe('nothingBanned', () => {
  test.each([
    ['let a: any;'],
    ['const a = (b as any).c;'],
    ['const a = b!.c;'],
    ['try { a(); } catch {}'],
    ['try { a(); } catch (error) { /* never mind */ }'],
    ['console.log(1);'],
    ['const at = new Date();'],
    ['const at = new Date(5);'],
    ['const at = Date.now();'],
    ['// @ts-ignore\na();'],
    ['/* @ts-expect-error */ a();'],
  ])('refuses %s', (text) => {
    expect(offences(text)).toHaveLength(1);
  });

  test.each([
    ['const anything = "any";'],
    ['const a = !b;'],
    ['try { a(); } catch { b(); }'],
    ['const text = "console.log(new Date())";'],
    ['const text = "@ts-ignore";'],
    ['const at: Date = clock.date();'],
  ])('lets %s pass', (text) => {
    expect(offences(text)).toEqual([]);
  });

  test('lets commands speak and the clock read the time', () => {
    expect(offences('console.log(1);', 'src/cli/scan.ts')).toEqual([]);
    expect(offences('Date.now(); new Date(1);', 'src/lib/clock.ts')).toEqual([]);
    expect(offences('Date.now();', 'src/cli/scan.ts')).toHaveLength(1);
  });

  test('refuses a test that is left out or alone', () => {
    const only = 'test.only("a", b); describe.skip("a", b); it.todo("c"); test.skipIf(x)("d", e);';
    expect(offences(only, 'src/api/a.test.ts')).toHaveLength(4);
    expect(offences(only, 'test/outside/a.test.ts')).toHaveLength(1);
    expect(offences('list.only(1);', 'src/api/a.test.ts')).toEqual([]);
    const linux = `test.skipIf(process.platform !== 'linux')('a', b);`;
    expect(offences(linux, 'src/api/a.test.ts')).toEqual([]);
  });

  test('lets a test write down a date, not read the clock', () => {
    expect(offences('new Date(5);', 'src/api/a.test.ts')).toEqual([]);
    expect(offences('new Date(); Date.now();', 'src/api/a.test.ts')).toHaveLength(2);
  });
});
