import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { endWork, type IndicatorList, newList } from '../domain/indicator-list.ts';
import { openStore } from '../store/open-store.ts';
import type { Store } from '../store/store.ts';
import { EntryCollector } from './entries.ts';
import { encodeContent } from './list-content.ts';
import { createListMatchers, type ListMatchers } from './list-matchers.ts';

const ADMINISTRATOR = '111122223333';
const MEMBER = '444455556666';
const REGION = 'us-east-1';

let store: Store;
let matchers: ListMatchers;
/** Ids of the lists whose entries were loaded. */
let loaded: string[];
beforeEach(async () => {
  const opened = await openStore(':memory:');
  loaded = [];
  const lists = {
    ...opened.lists,
    content: (listId: string) => {
      loaded.push(listId);
      return opened.lists.content(listId);
    },
  };
  store = { ...opened, lists };
  matchers = createListMatchers({ indexesMax: 3 });
});
afterEach(() => store.close());

/** Puts a list in force with these entries. */
async function activate(
  listId: string,
  texts: readonly string[],
  change: Partial<IndicatorList> = {},
): Promise<IndicatorList> {
  const given = {
    listId,
    kind: 'threatentityset',
    accountId: ADMINISTRATOR,
    region: REGION,
    name: listId,
    format: 'TXT',
    location: 's3://bucket/key',
    tags: {},
  } as const;
  const list = endWork({ ...newList(given, true, 1), ...change }, { kind: 'activated' }, 2);
  const entries = new EntryCollector({ entriesMax: 100, takesDomains: true });
  for (const text of texts) entries.add(text);
  await store.lists.put(list);
  await store.lists.putContent(listId, encodeContent(entries));
  return list;
}
const matcherFor = (accountId = ADMINISTRATOR, region = REGION) =>
  matchers.matcherFor(store, accountId, region);
const verdict = async (text: string, accountId?: string, region?: string) =>
  (await matcherFor(accountId, region)).matchIp(text)?.verdict;

describe('matcherFor', () => {
  it('knows the lists of an account and Region alone', async () => {
    await activate('a', ['198.51.100.0/24']);
    expect(await verdict('198.51.100.7')).toBe('threat');
    expect(await verdict('198.51.100.7', ADMINISTRATOR, 'eu-west-1')).toBeUndefined();
    expect(await verdict('198.51.100.7', MEMBER)).toBeUndefined();
  });

  it('takes up a change at once, and loads only what changed', async () => {
    const first = await activate('a', ['198.51.100.0/24']);
    await activate('b', ['203.0.113.0/24']);
    const before = await matcherFor();
    expect(await matcherFor()).toBe(before);
    expect(loaded).toEqual(['a', 'b']);
    await activate('a', ['192.0.2.0/24'], { version: 2 });
    expect(await verdict('198.51.100.7')).toBeUndefined();
    expect(await verdict('192.0.2.7')).toBe('threat');
    expect(loaded).toEqual(['a', 'b', 'a']);
    await store.lists.put(endWork(first, { kind: 'deactivated' }, 3));
    expect(await verdict('192.0.2.7')).toBeUndefined();
    expect(await verdict('203.0.113.7')).toBe('threat');
    expect(loaded).toEqual(['a', 'b', 'a']);
  });

  it('shows the name that a list has now', async () => {
    const list = await activate('a', ['198.51.100.7']);
    await matcherFor();
    await store.lists.put({ ...list, name: 'new' });
    expect((await matcherFor()).matchIp('198.51.100.7')).toMatchObject({
      lists: [{ name: 'new' }],
    });
  });

  it("gives members their administrator's lists, and their own back when they leave", async () => {
    await activate('a', ['198.51.100.7']);
    await activate('b', ['203.0.113.7'], { accountId: MEMBER });
    const seen = async () => [
      await verdict('198.51.100.7', MEMBER),
      await verdict('203.0.113.7', MEMBER),
    ];
    expect(await seen()).toEqual([undefined, 'threat']);
    const row = {
      administratorId: ADMINISTRATOR,
      region: REGION,
      accountId: MEMBER,
      email: 'member@example.com',
      updatedAt: 1,
    };
    await store.members.put({ ...row, status: 'Enabled' });
    expect(await seen()).toEqual(['threat', undefined]);
    await store.members.put({ ...row, status: 'Disabled' });
    expect(await seen()).toEqual(['threat', undefined]);
    await store.members.put({ ...row, status: 'Resigned' });
    expect(await seen()).toEqual([undefined, 'threat']);
  });

  it('works inside a transaction', async () => {
    await activate('a', ['198.51.100.7']);
    const inside = await store.transaction((tx) => matchers.matcherFor(tx, ADMINISTRATOR, REGION));
    expect(inside.matchIp('198.51.100.7')?.verdict).toBe('threat');
  });

  it('keeps few indexes, and loads the others again', async () => {
    for (const [at, listId] of ['a', 'b', 'c', 'd'].entries()) {
      await activate(listId, ['198.51.100.7'], { region: `r${at}` });
    }
    for (const at of [0, 1, 2, 0, 3, 0, 1]) {
      expect(await verdict('198.51.100.7', ADMINISTRATOR, `r${at}`)).toBe('threat');
    }
    expect(loaded.slice(0, 4)).toEqual(['a', 'b', 'c', 'd']);
    expect(loaded.length).toBeGreaterThan(4);
  });
});
