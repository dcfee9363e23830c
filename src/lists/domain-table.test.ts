import { describe, expect, it } from 'vitest';
import { type DomainEntry, DomainTable, hashName } from './domain-table.ts';
import { seededNumbers } from './testing.ts';

const entry = (name: string, part: number, itself = true, below = false): DomainEntry => ({
  ...{ name, part, itself, below },
});

describe('DomainTable', () => {
  it('tells a name from those below it', () => {
    const table = new DomainTable([
      entry('example.com', 0),
      entry('example.com', 2, false, true),
      entry('example.org', 1, true, true),
      entry('deep.example.org', 0),
    ]);
    expect(table.at('example.com')).toEqual([0]);
    expect(table.at('www.example.com')).toEqual([2]);
    expect(table.at('a.deep.example.org')).toEqual([1]);
    expect(table.at('deep.example.org')).toEqual([0, 1]);
    expect(table.at('notexample.org')).toEqual([]);
    expect(table.at('org')).toEqual([]);
    expect(table.at('')).toEqual([]);
    expect(table.size).toBe(3);
  });

  it('is the same where others have their turns meanwhile', async () => {
    const names = Array.from({ length: 30_000 }, (_, n) => entry(`n${n}.example.com`, n % 3));
    let turns = 0;
    let isDone = false;
    const count = (): void => {
      turns += 1;
      if (!isDone) setImmediate(count);
    };
    setImmediate(count);
    const table = await DomainTable.inTurns(names);
    isDone = true;
    expect(turns).toBeGreaterThan(1);
    expect(table.size).toBe(names.length);
    for (const { name, part } of names) expect(table.at(name)).toEqual([part]);
  });

  it('has nothing where it was given nothing', () => {
    expect(new DomainTable([]).at('example.com')).toEqual([]);
  });

  it('answers like a set of names, for names at random', () => {
    const random = seededNumbers(3);
    const label = () => 'abc'.charAt(random(3)) + 'de'.charAt(random(2));
    const name = () => Array.from({ length: 1 + random(4) }, label).join('.');
    const entries = Array.from({ length: 400 }, () =>
      entry(name(), random(3), random(2) === 0, random(2) === 0),
    );
    const table = new DomainTable(entries);
    for (let asked = 0; asked < 3_000; asked += 1) {
      const domain = name();
      const parts = entries.flatMap((one) =>
        (one.itself && one.name === domain) || (one.below && domain.endsWith(`.${one.name}`))
          ? [one.part]
          : [],
      );
      expect(table.at(domain)).toEqual([...new Set(parts)].sort());
    }
  });
});

describe('hashName', () => {
  it('hashes the end of a name like that end alone', () => {
    expect(hashName('www.example.com', 4)).toBe(hashName('example.com'));
    expect(hashName('www.example.com')).not.toBe(hashName('example.com'));
  });
});
