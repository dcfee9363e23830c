import { describe, expect, test } from 'vitest';
import {
  architecturePrints,
  dependenciesAreExplained,
  dependenciesRunOn,
  linksResolve,
  missionResolves,
  testNames,
} from './papers.ts';

const file = (path: string, text = '') => ({ path, text });

describe('missionResolves', () => {
  const tests = file(
    'src/a.test.ts',
    `test('one: two', () => {}); it.each([1])('of %i', () => {});`,
  );

  test('takes a test that exists, or a reason', () => {
    const rule = missionResolves(
      [1, 2, 3],
      [
        { row: 1, test: 'src/a.test.ts: one: two' },
        { row: 2, test: 'src/a.test.ts: of %i' },
        { row: 3, notYet: 'comes with the console' },
      ],
    );
    expect(rule([tests])).toEqual([]);
  });

  test.each([
    [
      'a row twice',
      [
        { row: 1, notYet: 'a good reason' },
        { row: 1, notYet: 'a good reason' },
      ],
    ],
    ['a row missing', []],
    [
      'an unpromised row',
      [
        { row: 1, notYet: 'a good reason' },
        { row: 9, notYet: 'a good reason' },
      ],
    ],
    ['no reason', [{ row: 1, notYet: 'later' }]],
    ['a file that is not there', [{ row: 1, test: 'src/b.test.ts: one' }]],
    ['a test that is not there', [{ row: 1, test: 'src/a.test.ts: one' }]],
  ])('refuses %s', (_, mission) => {
    expect(missionResolves([1], mission)([tests])).toHaveLength(1);
  });

  test('reads names as they are written', () => {
    expect(testNames(tests)).toEqual(['one: two', 'of %i']);
  });
});

describe('dependenciesAreExplained', () => {
  const page = (...rows: string[]) => [file('docs/internals/dependencies.md', rows.join('\n'))];

  test('wants one full line for each, and no other', () => {
    const rule = dependenciesAreExplained(['kysely']);
    const row = '| `kysely` | SQL | MIT | a week |';
    expect(rule(page(row))).toEqual([]);
    expect(rule(page())).toHaveLength(1);
    expect(rule(page(row, '| `left-pad` | pads | MIT | an hour |'))).toHaveLength(1);
    expect(rule(page('| `kysely` | SQL |  | a week |'))).toHaveLength(1);
  });
});

describe('dependenciesRunOn', () => {
  test.each([
    ['>= 22.x', 1],
    ['>=22.12.0 || >=24', 1],
    ['^20.19.0 || >=22.12.0', 0],
    ['*', 0],
  ])('a package that wants %s is named, or not: %i', (node, count) => {
    expect(dependenciesRunOn(20, { a: { engines: { node } } })([])).toHaveLength(count);
    expect(dependenciesRunOn(20, { a: { dev: true, engines: { node } }, b: {} })([])).toEqual([]);
  });
});

describe('architecturePrints', () => {
  test('the same table', () => {
    const rule = architecturePrints('| a | b |\n| c | d |');
    expect(rule([file('ARCHITECTURE.md', 'See:\n\n| a | b |\n| c | d |\n')])).toEqual([]);
    expect(rule([file('ARCHITECTURE.md', 'See:\n\n| a | b |\n| c | e |\n')])).toHaveLength(1);
  });
});

describe('linksResolve', () => {
  const target = file('docs/guide/keys.md');

  test('follows links from where they stand', () => {
    const links =
      '[a](guide/keys.md) [b](./guide/keys.md#top) [c](https://example.com) [d](guide/)';
    expect(linksResolve([file('docs/index.md', links), target])).toEqual([]);
    expect(linksResolve([file('README.md', '[a](docs/guide/key.md)'), target])).toHaveLength(1);
    expect(linksResolve([file('docs/guide/x.md', '[a](../keys.md)'), target])).toHaveLength(1);
  });

  test('follows quoted paths, but not patterns of paths', () => {
    const quoted = 'In `docs/guide/`, `docs/guide/keys.md` and `src/<folder>/name.ts`.';
    expect(linksResolve([file('README.md', quoted), target])).toEqual([]);
    const gone = file('README.md', 'In `src/lib/gone.ts`.');
    expect(linksResolve([gone])).toEqual(['README.md: no src/lib/gone.ts']);
  });
});
