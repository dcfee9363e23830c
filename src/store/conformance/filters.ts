import { expect, it } from 'vitest';
import type { Filter } from '../../domain/filter.ts';
import type { Store } from '../store.ts';

const ACCOUNT = '111122223333';
const REGION = 'us-east-1';

const filter: Filter = {
  accountId: ACCOUNT,
  region: REGION,
  name: 'noise',
  action: 'ARCHIVE',
  rank: 2,
  criteria: { Criterion: { type: { Eq: ['a "quoted" ☂'] }, severity: { LessThan: 4 } } },
  tags: { team: 'blue' },
  createdAt: 1,
  updatedAt: 2,
  version: 3,
};

export function filterConformance(store: () => Store): void {
  it('keeps a filter as it was put', async () => {
    const { filters } = store();
    await filters.put(filter);
    expect(await filters.get(ACCOUNT, REGION, 'noise')).toStrictEqual(filter);
    const changed: Filter = { ...filter, description: '', clientToken: 'token', action: 'NOOP' };
    await filters.put(changed);
    expect(await filters.list(ACCOUNT, REGION)).toStrictEqual([changed]);
    expect(await filters.get(ACCOUNT, 'eu-west-1', 'noise')).toBeUndefined();
    expect(await filters.get('444455556666', REGION, 'noise')).toBeUndefined();
    expect(await filters.get(ACCOUNT, REGION, 'Noise')).toBeUndefined();
  });

  it('lists in the order of rank, and those that suppress by themselves', async () => {
    const { filters } = store();
    const search: Filter = { ...filter, name: 'search', action: 'NOOP', rank: 1 };
    const other: Filter = { ...filter, name: 'a-third', rank: 3 };
    for (const one of [other, filter, search]) await filters.put(one);
    await filters.put({ ...filter, region: 'eu-west-1' });
    await filters.put({ ...filter, accountId: '444455556666' });
    expect(await filters.list(ACCOUNT, REGION)).toStrictEqual([search, filter, other]);
    expect(await filters.suppressing(ACCOUNT, REGION)).toStrictEqual([filter, other]);
    expect(await filters.suppressing(ACCOUNT, 'eu-central-1')).toEqual([]);
  });

  it('deletes one filter, and all of an account and Region with its detector', async () => {
    const { filters, detectors } = store();
    const other: Filter = { ...filter, name: 'other' };
    const elsewhere: Filter = { ...filter, region: 'eu-west-1' };
    const foreign: Filter = { ...filter, accountId: '444455556666' };
    for (const one of [filter, other, elsewhere, foreign]) await filters.put(one);
    await filters.delete(ACCOUNT, REGION, 'noise');
    expect(await filters.list(ACCOUNT, REGION)).toEqual([other]);
    await detectors.delete(ACCOUNT, REGION);
    expect(await filters.list(ACCOUNT, REGION)).toEqual([]);
    expect(await filters.list(ACCOUNT, 'eu-west-1')).toEqual([elsewhere]);
    expect(await filters.list('444455556666', REGION)).toEqual([foreign]);
  });
}
