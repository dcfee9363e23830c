import { expect, test } from 'vitest';
import { REGIONS_BY_PARTITION } from '../../../src/domain/regions.ts';
import { REGIONS } from './regions.ts';

test('the picker has the Regions that the server serves', () => {
  expect([...REGIONS].sort()).toEqual([...REGIONS_BY_PARTITION.aws].sort());
});
