import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { changeList, type ListKind, newList } from '../domain/indicator-list.ts';
import { ManualClock } from '../lib/clock.ts';
import { openStore } from '../store/open-store.ts';
import type { Store } from '../store/store.ts';
import { createKnownLists, knownToAll, type World } from './create-known-lists.ts';
import { createLists, type Lists } from './create-lists.ts';
import { noLists } from './declared-lists.ts';
import { ObjectServer, partOf } from './testing.ts';
import { ThreatIndex } from './threat-index.ts';

const ACCOUNT = '111122223333';
const OTHER = '444455556666';
const REGION = 'us-east-1';

let store: Store;
let server: ObjectServer;
let lists: Lists;
let threats: ThreatIndex;
const world: World = {
  threats: () => threats,
  places: { place: () => undefined, isAws: () => false },
  inventory: () => noLists.inventory,
};
beforeEach(async () => {
  store = await openStore(':memory:');
  server = await ObjectServer.start();
  lists = open();
  threats = new ThreatIndex([partOf('tor-exit', '198.51.100.0/24', '10.0.0.0/8')]);
});
afterEach(async () => {
  await lists.close();
  await server.stop();
  await store.close();
});

function open(): Lists {
  const log = pino({ level: 'silent' });
  const sources = { s3: server.endpoint };
  return createLists({ store, clock: new ManualClock(1), sources, log });
}

/** Brings a list of the account into force through the work that the server does. */
async function activate(kind: ListKind, content: string, accountId = ACCOUNT): Promise<void> {
  const listId = `${kind} of ${accountId}`;
  server.objects.set('/bucket/key', content);
  const known = await store.lists.get(accountId, REGION, kind, listId);
  const given = {
    ...{ listId, kind, accountId, region: REGION, name: `my ${kind}` },
    ...({ format: 'TXT', location: 's3://bucket/key', tags: {} } as const),
  };
  const list = known ? changeList(known, { activate: true }, 2) : newList(given, true, 1);
  await store.lists.put(list);
  lists.wake();
  await expect
    .poll(async () => (await store.lists.get(accountId, REGION, kind, listId))?.status)
    .toBe('ACTIVE');
}
const kinds = (listed: readonly { readonly kind: string }[]) => listed.map(({ kind }) => kind);

describe('createKnownLists', () => {
  it("joins an account's lists with feeds", async () => {
    await activate('threatintelset', '198.51.100.7\n203.0.113.9');
    const known = createKnownLists(world, lists);
    const mine = await known.knownFor(store, ACCOUNT, REGION);
    expect(mine.addressThreats('198.51.100.7')).toEqual([
      { kind: 'custom', list: 'my threatintelset', threats: [] },
      { kind: 'tor-exit', list: 'a tor-exit list', threats: [] },
    ]);
    expect(kinds(mine.addressThreats('203.0.113.9'))).toEqual(['custom']);
    const others = await known.knownFor(store, OTHER, REGION);
    expect(kinds(others.addressThreats('198.51.100.7'))).toEqual(['tor-exit']);
    expect(others.addressThreats('203.0.113.9')).toEqual([]);
  });

  it('lets what an account trusts win over its threat lists and over feeds', async () => {
    await activate('threatintelset', '198.51.100.7');
    await activate('ipset', '198.51.100.0/28');
    const mine = await createKnownLists(world, lists).knownFor(store, ACCOUNT, REGION);
    expect(mine.addressThreats('198.51.100.7')).toEqual([]);
    expect(kinds(mine.addressThreats('198.51.100.16'))).toEqual(['tor-exit']);
  });

  it('lets trusted entity lists win for domains as well', async () => {
    threats = new ThreatIndex([partOf('phishing', 'example.com', 'example.org')]);
    await activate('trustedentityset', '*.example.com');
    const mine = await createKnownLists(world, lists).knownFor(store, ACCOUNT, REGION);
    expect(mine.domainThreats('www.example.com')).toEqual([]);
    expect(kinds(mine.domainThreats('example.com'))).toEqual(['phishing']);
    expect(kinds(mine.domainThreats('a.example.org'))).toEqual(['phishing']);
  });

  it('never has private addresses', async () => {
    const mine = await createKnownLists(world, lists).knownFor(store, ACCOUNT, REGION);
    expect(mine.addressThreats('10.1.2.3')).toEqual([]);
    expect(mine.addressThreats('::1')).toEqual([]);
    expect(mine.addressThreats('not an address')).toEqual([]);
  });

  it('takes up what changes without a restart, records being chosen by it too', async () => {
    const { everybody, knownFor } = createKnownLists(world, lists);
    expect(everybody.addressThreats('203.0.113.9')).toEqual([]);
    await activate('threatintelset', '203.0.113.9');
    expect(everybody.addressThreats('203.0.113.9')).toHaveLength(1);
    const before = await knownFor(store, ACCOUNT, REGION);
    expect(before.addressThreats('203.0.113.9')).toHaveLength(1);
    await activate('threatintelset', '192.0.2.1');
    expect(everybody.addressThreats('192.0.2.1')).toHaveLength(1);
    const after = await knownFor(store, ACCOUNT, REGION);
    expect(after.addressThreats('203.0.113.9')).toEqual([]);
    expect(after.addressThreats('192.0.2.1')).toHaveLength(1);
    threats = new ThreatIndex([partOf('scanner', '192.0.2.0/24')]);
    expect(kinds(after.addressThreats('192.0.2.1'))).toEqual(['custom', 'scanner']);
    expect(everybody.addressThreats('198.51.100.7')).toEqual([]);
  });

  it('knows after a restart what was in force, and chooses nothing by trusted lists', async () => {
    await activate('threatentityset', '203.0.113.9\nbad.example.com');
    await activate('ipset', '192.0.2.1');
    await lists.close();
    lists = open();
    await lists.load();
    const { everybody } = createKnownLists(world, lists);
    expect(everybody.addressThreats('203.0.113.9')).toHaveLength(1);
    expect(everybody.domainThreats('bad.example.com')).toHaveLength(1);
    expect(everybody.addressThreats('192.0.2.1')).toEqual([]);
  });
});

describe('knownToAll', () => {
  it('has feeds, keys and the public suffix list', () => {
    const keys = ['AKIAIOSFODNN7EXAMPLE'];
    threats = new ThreatIndex([{ ...partOf('leaked-key'), keys }]);
    const all = knownToAll(world);
    expect(kinds(all.keyThreats('AKIAIOSFODNN7EXAMPLE'))).toEqual(['leaked-key']);
    expect(all.registrableDomain('a.b.example.co.uk')).toBe('example.co.uk');
    expect(all.registrableDomain('localhost')).toBe('localhost');
  });
});
