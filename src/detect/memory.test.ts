import { describe, expect, it } from 'vitest';
import { MEMORY_VALUE_CHARS_MAX } from '../limits.ts';
import { DetectionMemory, type Remembered } from './memory.ts';

const LIMITS = { entriesMax: 3, perScopeMax: 2 };

function keepAll(memory: DetectionMemory, values: [scope: string, key: string, at: number][]) {
  const batch = memory.batch();
  for (const [scope, key, at] of values) batch.open(scope, at).keep(key, `${scope}${key}`);
  return batch;
}

it('shows a batch what it kept, and nobody else before the commit', () => {
  const memory = new DetectionMemory();
  const batch = keepAll(memory, [['a', 'k', 10]]);
  expect(batch.open('a', 10).last('k')).toBe('ak');
  expect(memory.batch().open('a', 10).last('k')).toBeUndefined();
  batch.commit();
  expect(memory.batch().open('a', 10).last('k')).toBe('ak');
  expect(memory.batch().open('b', 10).last('k')).toBeUndefined();
});

it('forgets a batch that is not committed', () => {
  const memory = new DetectionMemory();
  keepAll(memory, [['a', 'k', 10]]);
  expect(memory.size).toBe(0);
  expect(memory.batch().changed()).toEqual({ saved: [], deleted: [] });
});

it('does not show a late event its own future, nor lets it overwrite that', () => {
  const batch = new DetectionMemory().batch();
  batch.open('a', 20).keep('k', 'later');
  expect(batch.open('a', 10).last('k')).toBeUndefined();
  batch.open('a', 10).keep('k', 'earlier');
  expect(batch.open('a', 20).last('k')).toBe('later');
  expect(batch.changes).toBe(1);
});

it('does not call it a change to keep the same value again', () => {
  const memory = new DetectionMemory();
  keepAll(memory, [['a', 'k', 10]]).commit();
  const again = keepAll(memory, [['a', 'k', 30]]);
  expect(again.changes).toBe(0);
  expect(again.changed().saved).toEqual([]);
});

it('restores what was saved', () => {
  const saved = keepAll(new DetectionMemory(), [
    ['a', 'k', 10],
    ['b', 'l', 20],
  ]).changed().saved;
  const restored = new DetectionMemory(saved);
  expect(restored.size).toBe(2);
  expect(restored.batch().open('b', 20).last('l')).toBe('bl');
});

it('refuses values that are too large, or none', () => {
  const memory = new DetectionMemory().batch().open('a', 1);
  expect(() => memory.keep('k', 'x'.repeat(MEMORY_VALUE_CHARS_MAX))).toThrow(RangeError);
  expect(() => memory.keep('k', undefined)).toThrow(RangeError);
});

it('refuses to commit two batches that began at the same state', () => {
  const memory = new DetectionMemory();
  const [one, two] = [keepAll(memory, [['a', 'k', 1]]), keepAll(memory, [['a', 'k', 2]])];
  one.commit();
  expect(() => two.commit()).toThrow('Another batch');
});

describe('when it is full', () => {
  const full: Remembered[] = [
    { scope: 'a', key: '1', value: '1', at: 1 },
    { scope: 'a', key: '2', value: '2', at: 2 },
    { scope: 'b', key: '3', value: '3', at: 3 },
  ];

  it('drops the oldest of the scope that grows too large', () => {
    const memory = new DetectionMemory(full, LIMITS);
    const batch = keepAll(memory, [['a', 'new', 9]]);
    expect(batch.changed().deleted).toEqual([{ scope: 'a', keys: ['1'] }]);
    batch.commit();
    expect(memory.size).toBe(3);
    expect(memory.dropped).toBe(1);
    expect(memory.batch().open('a', 9).last('1')).toBeUndefined();
    expect(memory.batch().open('a', 9).last('2')).toBe(2);
  });

  it('drops from the scope that was written longest ago when all are too many', () => {
    const memory = new DetectionMemory(full, LIMITS);
    const batch = keepAll(memory, [['c', 'new', 9]]);
    expect(batch.changed().deleted).toEqual([{ scope: 'a', keys: ['1'] }]);
    batch.commit();
    expect([memory.size, memory.dropped]).toEqual([3, 1]);
  });

  it('never holds more than its limits, in memory as in what it saves', () => {
    const memory = new DetectionMemory([], LIMITS);
    const stored = new Map<string, Remembered>();
    for (let round = 0; round < 50; round += 1) {
      const batch = keepAll(memory, [
        [`s${round % 7}`, `k${round}`, round],
        [`s${round % 3}`, `l${round}`, round],
        [`s${round % 3}`, `m${round}`, round],
      ]);
      const { saved, deleted } = batch.changed();
      for (const entry of saved) stored.set(`${entry.scope} ${entry.key}`, entry);
      for (const { scope, keys } of deleted)
        for (const key of keys) stored.delete(`${scope} ${key}`);
      batch.commit();
      expect(memory.size).toBeLessThanOrEqual(LIMITS.entriesMax);
      expect(stored.size).toBe(memory.size);
    }
    expect(memory.dropped).toBeGreaterThan(100);
  });
});

describe('windows', () => {
  const RULE = { minutes: 4, reach: 3 };
  const count = (memory: DetectionMemory, times: readonly number[]) => {
    const batch = memory.batch();
    const found = times.flatMap((time) => batch.open('a', time).sum('k', RULE));
    return { batch, found };
  };

  it('go on over batches and restarts, and are gone with a batch that is not committed', () => {
    const memory = new DetectionMemory();
    count(memory, [1, 2, 3]);
    expect(memory.size).toBe(0);
    const { batch, found } = count(memory, [1, 2]);
    expect(found).toEqual([]);
    const { saved } = batch.changed();
    batch.commit();
    expect(count(memory, [3]).found).toHaveLength(1);
    expect(count(memory, [3]).found).toHaveLength(1);
    expect(JSON.parse(JSON.stringify(saved))).toEqual(saved);
    expect(count(new DetectionMemory(saved), [3]).found).toHaveLength(1);
  });

  it('take the room of what they hold, and are dropped oldest first', () => {
    const memory = new DetectionMemory([], { entriesMax: 100, perScopeMax: 12 });
    const rule = { minutes: 4, reach: 1000 };
    const batch = memory.batch();
    for (let index = 0; index < 100; index += 1) {
      batch.open('a', index).distinct(`k${Math.floor(index / 50)}`, rule, `v${index}`);
      batch.open('a', index).keep('plain', index);
    }
    batch.commit();
    expect(memory.size).toBe(9);
    const next = memory.batch();
    for (let index = 0; index < 100; index += 1) {
      next.open('a', index).distinct('k2', rule, `v${index}`);
    }
    const { saved, deleted } = next.changed();
    expect(saved.map(({ key }) => key)).toEqual(['distinct|k2']);
    expect(deleted).toEqual([{ scope: 'a', keys: ['distinct|k0'] }]);
    next.commit();
    expect(memory.size).toBe(12);
    expect(new DetectionMemory(saved).size).toBeGreaterThan(1);
  });

  it('refuse keys that are too large', () => {
    const memory = new DetectionMemory().batch().open('a', 1);
    expect(() => memory.sum('x'.repeat(MEMORY_VALUE_CHARS_MAX), RULE)).toThrow(RangeError);
  });
});
