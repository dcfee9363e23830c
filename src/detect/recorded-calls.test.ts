import { expect, test } from 'vitest';
import { lostCalls, MANAGEMENT_CALLS, recordedCalls } from './recorded-calls.ts';

const [READS, WRITES] = MANAGEMENT_CALLS;

const basic = (...eventSelectors: object[]) => recordedCalls({ eventSelectors });

/** Each field and what it must equal. */
const advanced = (...selectors: Record<string, string[]>[]) =>
  recordedCalls({
    advancedEventSelectors: selectors.map((fields) => ({
      fieldSelectors: Object.entries(fields).map(([field, equals]) => ({ field, equals })),
    })),
  });

test('basic selectors: what is left out counts as all', () => {
  expect(basic({})).toEqual([READS, WRITES]);
  expect(basic({ includeManagementEvents: true, readWriteType: 'All' })).toEqual([READS, WRITES]);
  expect(basic({ readWriteType: 'ReadOnly' })).toEqual([READS]);
  expect(basic({ readWriteType: 'WriteOnly' })).toEqual([WRITES]);
  expect(basic({ includeManagementEvents: false, readWriteType: 'All' })).toEqual([]);
  const one = { readWriteType: 'WriteOnly' };
  expect(basic({ includeManagementEvents: false }, one)).toEqual([WRITES]);
});

test('advanced selectors: management events are those that are asked for', () => {
  const eventCategory = ['Management'];
  const reads = { eventCategory, readOnly: ['true'] };
  const writes = { eventCategory, readOnly: ['false'] };
  expect(advanced({ eventCategory })).toEqual([READS, WRITES]);
  expect(advanced(reads)).toEqual([READS]);
  expect(advanced(writes)).toEqual([WRITES]);
  expect(advanced(writes, reads)).toEqual([READS, WRITES]);
  expect(advanced({ eventCategory: ['Data'], 'resources.type': ['AWS::S3::Object'] })).toEqual([]);
});

test('nothing is said where no selector is named', () => {
  for (const said of [undefined, {}, { eventSelectors: [] }, { eventSelectors: null }]) {
    expect(recordedCalls(said)).toBeUndefined();
  }
});

test('lost is what was there before, all if nobody knows, and is not any more', () => {
  expect(lostCalls(undefined, [READS])).toEqual([WRITES]);
  expect(lostCalls(undefined, [])).toEqual([READS, WRITES]);
  expect(lostCalls([READS], [WRITES])).toEqual([READS]);
  expect(lostCalls([], [])).toEqual([]);
  expect(lostCalls(undefined, undefined)).toEqual([]);
});
