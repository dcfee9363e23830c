import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newList } from '../domain/indicator-list.ts';
import { ManualClock } from '../lib/clock.ts';
import { openStore } from '../store/open-store.ts';
import type { Store } from '../store/store.ts';
import { createLists, type ListSources, type Lists } from './create-lists.ts';
import { ObjectServer } from './testing.ts';

const ACCOUNT = '111122223333';
const REGION = 'us-east-1';

let store: Store;
let server: ObjectServer;
let lists: Lists;
let logged: string;
beforeEach(async () => {
  store = await openStore(':memory:');
  server = await ObjectServer.start();
  logged = '';
});
afterEach(async () => {
  await lists.close();
  await server.stop();
  await store.close();
});

function open(sources: ListSources): void {
  const write = (line: string) => {
    logged += line;
  };
  const log = pino({ level: 'trace' }, { write });
  lists = createLists({ store, clock: new ManualClock(1), sources, log });
}

async function put(location: string): Promise<void> {
  const given = {
    ...({ listId: 'a', kind: 'ipset', accountId: ACCOUNT, region: REGION } as const),
    ...({ name: 'a', format: 'TXT', location, tags: {} } as const),
  };
  await store.lists.put(newList(given, true, 1));
}
const status = async () => (await store.lists.get(ACCOUNT, REGION, 'ipset', 'a'))?.status;

describe('createLists', () => {
  it('brings a list into force once it is woken, and says so in the log', async () => {
    server.objects.set('/bucket/key', '198.51.100.7\nnonsense');
    open({ s3: server.endpoint });
    await put('s3://bucket/key');
    expect(await status()).toBe('ACTIVATING');
    lists.wake();
    await expect.poll(status).toBe('ACTIVE');
    const matcher = await lists.matcherFor(store, ACCOUNT, REGION);
    expect(matcher.matchIp('198.51.100.7')).toEqual({ verdict: 'trusted' });
    await expect.poll(() => logged).toContain('a list is in force');
    expect(logged).toContain('"unreadable":1');
  });

  it('reads from hosts that are allowed, and from no others', async () => {
    server.objects.set('/list.txt', '198.51.100.7');
    open({ allowedHosts: [server.host] });
    expect(lists.isHostAllowed(server.host)).toBe(true);
    expect(lists.isHostAllowed('127.0.0.1')).toBe(false);
    await put(`http://${server.host}/list.txt`);
    lists.wake();
    await expect.poll(status).toBe('ACTIVE');
  });

  it('says in the log why a list is in error', async () => {
    open({});
    await put('s3://bucket/key');
    lists.wake();
    await expect.poll(status).toBe('ERROR');
    await expect.poll(() => logged).toContain('it is not open yet');
  });

  it('does not wait for a file when it is closed, and leaves the list as it was', async () => {
    const asked = new Promise<void>((resolve) =>
      server.objects.set('/bucket/key', () => resolve()),
    );
    open({ s3: server.endpoint });
    await put('s3://bucket/key');
    lists.wake();
    await asked;
    await lists.close();
    expect(await status()).toBe('ACTIVATING');
  });
});
