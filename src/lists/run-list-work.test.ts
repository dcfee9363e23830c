import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  beginDeletion,
  changeList,
  type IndicatorList,
  newList,
} from '../domain/indicator-list.ts';
import { ManualClock } from '../lib/clock.ts';
import { DELETED_LISTS_KEPT } from '../limits.ts';
import { openStore } from '../store/open-store.ts';
import type { Store } from '../store/store.ts';
import { ListError } from './entries.ts';
import type { FetchRequest } from './fetch-list.ts';
import { type ListWork, runListWork } from './run-list-work.ts';

const ACCOUNT = '111122223333';
const REGION = 'us-east-1';

let store: Store;
let clock: ManualClock;
let asked: FetchRequest[];
let ended: string[];
let announced: string[];
let ending: AbortController;
let file: () => Promise<Uint8Array>;
let work: ListWork;
beforeEach(async () => {
  store = await openStore(':memory:');
  clock = new ManualClock(100);
  asked = [];
  ended = [];
  announced = [];
  ending = new AbortController();
  file = async () => Buffer.from('198.51.100.0/24\n10.0.0.1\nnonsense');
  work = {
    store,
    clock,
    signal: ending.signal,
    fetch: (request) => {
      asked.push(request);
      return file();
    },
    isHostAllowed: () => false,
    beforeInForce: (list, { ipv4 }) => announced.push(`${list.status} ${ipv4.length}`),
    onEnded: (list, counts) => ended.push(`${list.listId} ${list.status} ${counts?.taken}`),
  };
});
afterEach(() => store.close());

async function put(listId: string, change: Partial<IndicatorList> = {}): Promise<IndicatorList> {
  const given = {
    listId,
    kind: 'threatintelset',
    accountId: ACCOUNT,
    region: REGION,
    name: listId,
    format: 'TXT',
    location: 's3://bucket/key',
    tags: {},
  } as const;
  const list = { ...newList(given, true, 1), ...change };
  await store.lists.put(list);
  return list;
}
const found = (listId: string, kind: IndicatorList['kind'] = 'threatintelset') =>
  store.lists.get(ACCOUNT, REGION, kind, listId);

describe('runListWork', () => {
  it('reads what is being activated and puts its entries in force', async () => {
    await put('a');
    expect(await runListWork(work)).toBe(1);
    expect(await found('a')).toMatchObject({ status: 'ACTIVE', contentVersion: 1, updatedAt: 100 });
    expect((await store.lists.content('a'))?.ipv4).toHaveLength(12);
    expect(ended).toEqual(['a ACTIVE 1']);
    expect(announced).toEqual(['ACTIVATING 1']);
    expect(await runListWork(work)).toBe(0);
    expect(asked).toHaveLength(1);
  });

  it.each([
    ['threatintelset', undefined, undefined],
    ['threatintelset', '444455556666', '444455556666'],
    ['threatentityset', undefined, ACCOUNT],
    ['trustedentityset', '444455556666', '444455556666'],
  ] as const)('asks of %s for the owner %s: %s', async (kind, expectedBucketOwner, bucketOwner) => {
    await put('a', { kind, expectedBucketOwner });
    await runListWork(work);
    const location = { kind: 's3', bucket: 'bucket', key: 'key' };
    expect(asked).toEqual([{ accountId: ACCOUNT, location, bucketOwner, signal: ending.signal }]);
  });

  it('goes through more lists than are read at once', async () => {
    for (const listId of 'abcdefghi') await put(listId);
    expect(await runListWork(work)).toBe(9);
    expect(await store.lists.inForce(ACCOUNT, REGION)).toHaveLength(9);
  });

  it('tells what went wrong, and takes the old entries out of force', async () => {
    const before = await put('a');
    await runListWork(work);
    const active = (await found('a')) ?? before;
    file = async () => {
      throw new ListError('gone');
    };
    await store.lists.put(changeList(active, { activate: true }, 2));
    await runListWork(work);
    expect(await found('a')).toMatchObject({ status: 'ERROR', errorDetails: 'gone' });
    expect(await store.lists.inForce(ACCOUNT, REGION)).toEqual([]);
    expect(await store.lists.content('a')).toBeUndefined();
    expect(ended).toEqual(['a ACTIVE 1', 'a ERROR undefined']);
  });

  it.each([
    ['nothing to take', async () => Buffer.from('nonsense')],
    ['an empty file', async () => new Uint8Array()],
  ])('%s is an error of the list', async (_what, empty) => {
    await put('a');
    file = empty;
    await runListWork(work);
    expect((await found('a'))?.errorDetails).toContain('no public IP address or network');
  });

  it('does not read from a host that is no longer allowed', async () => {
    await put('a', { location: 'https://lists.example/list.txt' });
    await runListWork(work);
    expect((await found('a'))?.errorDetails).toContain('does not read from https://lists.example');
    expect(asked).toEqual([]);
  });

  it('takes a list out of force without reading anything', async () => {
    const before = await put('a');
    await runListWork(work);
    const active = (await found('a')) ?? before;
    await store.lists.put(changeList(active, { activate: false }, 2));
    expect(await runListWork(work)).toBe(1);
    expect(await found('a')).toMatchObject({ status: 'INACTIVE' });
    expect(await store.lists.inForce(ACCOUNT, REGION)).toEqual([]);
    expect(await store.lists.content('a')).toBeUndefined();
    expect(asked).toHaveLength(1);
  });

  it('ends deletions, and remembers the latest of them only', async () => {
    for (let i = 0; i < DELETED_LISTS_KEPT + 2; i += 1) {
      await store.lists.put(beginDeletion(await put(`l${i}`), i));
      clock.advance(1);
      await runListWork(work);
    }
    expect((await found('l2'))?.status).toBe('DELETED');
    expect(await found('l1')).toBeUndefined();
  });

  it('keeps nothing of work on a list that a client changed meanwhile', async () => {
    const list = await put('a');
    file = async () => {
      if (asked.length === 1) await store.lists.put({ ...list, name: 'new', version: 2 });
      return Buffer.from('198.51.100.1');
    };
    expect(await runListWork(work)).toBe(0);
    expect(await found('a')).toMatchObject({ name: 'new', status: 'ACTIVATING' });
    expect(await store.lists.content('a')).toBeUndefined();
    expect(await runListWork(work)).toBe(1);
    expect(await found('a')).toMatchObject({ name: 'new', status: 'ACTIVE', contentVersion: 2 });
  });

  it('keeps nothing of work on a list that is gone meanwhile', async () => {
    await put('a');
    file = async () => {
      await store.detectors.delete(ACCOUNT, REGION);
      return Buffer.from('198.51.100.1');
    };
    expect(await runListWork(work)).toBe(0);
    expect(await found('a')).toBeUndefined();
  });

  it('leaves the work for the next start where the server ends', async () => {
    await put('a');
    file = async () => {
      ending.abort();
      throw new Error('aborted');
    };
    expect(await runListWork(work)).toBe(0);
    expect((await found('a'))?.status).toBe('ACTIVATING');
  });

  it('lets no file hold up the others, whatever happens over it', async () => {
    await put('a');
    file = async () => {
      throw new RangeError('a defect');
    };
    expect(await runListWork(work)).toBe(1);
    expect(await found('a')).toMatchObject({
      status: 'ERROR',
      errorDetails: 'It cannot be read: RangeError: a defect.',
    });
  });
});
