import { expect, it } from 'vitest';
import { isEnabledByDefault, partitionOf, REGIONS_BY_PARTITION } from './regions.ts';

it.each([
  ['us-east-1', 'aws'],
  ['cn-northwest-1', 'aws-cn'],
  ['us-gov-east-1', 'aws-us-gov'],
  ['us-east-9', undefined],
  ['', undefined],
  ['US-EAST-1', undefined],
])('%s is in the partition %s', (region, partition) => {
  expect(partitionOf(region)).toBe(partition);
});

it('knows every Region once', () => {
  const regions: string[] = Object.values(REGIONS_BY_PARTITION).flat();
  expect(regions.length).toBe(38);
  expect(new Set(regions).size).toBe(38);
});

it.each([
  ['us-east-1', true],
  ['eu-south-1', false],
  ['cn-north-1', true],
])('says whether an account has %s without opting in', (region, enabled) => {
  expect(isEnabledByDefault(region)).toBe(enabled);
});
