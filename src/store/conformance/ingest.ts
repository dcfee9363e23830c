import { expect, it } from 'vitest';
import type { Store } from '../store.ts';

const ACCOUNT = '111122223333';

export function ingestConformance(store: () => Store): void {
  it('knows the events of an account that it was told to remember', async () => {
    const { ingest } = store();
    const ids = Array.from({ length: 250 }, (_, n) => `event-${n}`);
    await ingest.rememberEvents(ACCOUNT, [...ids, 'event-0'], 10);
    await ingest.rememberEvents(ACCOUNT, ['event-1', 'late'], 20);
    await ingest.rememberEvents(ACCOUNT, [], 20);
    expect(await ingest.knownEvents(ACCOUNT, ['new', ...ids])).toEqual(new Set(ids));
    expect(await ingest.knownEvents('444455556666', ids)).toEqual(new Set());
    expect(await ingest.knownEvents(ACCOUNT, [])).toEqual(new Set());
    expect(await ingest.forgetEvents(20)).toBe(250);
    expect(await ingest.knownEvents(ACCOUNT, ['event-1', 'late'])).toEqual(new Set(['late']));
  });

  it('keeps what detections remember, the last value of each key', async () => {
    const { ingest } = store();
    const at = (scope: string, key: string, value: string, time: number) => ({
      scope,
      key,
      value,
      at: time,
    });
    await ingest.saveMemory([at('s', 'k', '1', 1), at('s', 'l', '2', 2), at('s', 'k', '3', 3)]);
    await ingest.saveMemory([at('t', 'k', '4', 4), at('s', 'l', '5', 5)]);
    expect(await ingest.loadMemory()).toEqual([
      at('s', 'k', '3', 3),
      at('s', 'l', '5', 5),
      at('t', 'k', '4', 4),
    ]);
    await ingest.deleteMemory('s', ['k', 'none']);
    await ingest.deleteMemory('t', []);
    expect(await ingest.loadMemory()).toEqual([at('s', 'l', '5', 5), at('t', 'k', '4', 4)]);
  });

  it('keeps a checkpoint for each object of a source', async () => {
    const { ingest } = store();
    await ingest.putCheckpoint('dir', 'a.json', '{"offset":1}', 1);
    await ingest.putCheckpoint('dir', 'a.json', '{"offset":2}', 2);
    await ingest.putCheckpoint('other', 'a.json', 'x', 2);
    expect(await ingest.getCheckpoint('dir', 'a.json')).toBe('{"offset":2}');
    expect(await ingest.getCheckpoint('dir', 'b.json')).toBeUndefined();
  });

  it('keeps one mark for a folder that is done, and no other checkpoint of it', async () => {
    const { ingest } = store();
    for (const object of ['a/1/x', 'a/1/é', 'a/10', 'a/2/x']) {
      await ingest.putCheckpoint('s3', object, 'x', 1);
    }
    await ingest.putCheckpoint('other', 'a/1/x', 'x', 1);
    await ingest.closeFolder('s3', 'a/1/', 2);
    const state = (object: string, source = 's3') => ingest.getCheckpoint(source, object);
    expect(await state('a/1/')).toBe('closed');
    expect([await state('a/1/x'), await state('a/1/é')]).toEqual([undefined, undefined]);
    expect([await state('a/10'), await state('a/2/x')]).toEqual(['x', 'x']);
    expect(await state('a/1/x', 'other')).toBe('x');
    await ingest.closeFolder('s3', 'a/', 3);
    expect([await state('a/1/'), await state('a/')]).toEqual([undefined, 'closed']);
  });

  it('adds up the counters of each source and account', async () => {
    const { ingest } = store();
    const once = { records: 5, duplicates: 1, refused: 2, unreadable: 3, lastAt: 20 };
    await ingest.count({ accountId: ACCOUNT, source: 'push', ...once });
    await ingest.count({ accountId: ACCOUNT, source: 'push', ...once, lastAt: 10 });
    await ingest.count({ accountId: ACCOUNT, source: 'dir', ...once });
    await ingest.count({ accountId: '444455556666', source: 'push', ...once });
    const twice = { records: 10, duplicates: 2, refused: 4, unreadable: 6, lastAt: 20 };
    expect(await ingest.sources(ACCOUNT)).toEqual([
      { accountId: ACCOUNT, source: 'dir', ...once, firstAt: 20 },
      { accountId: ACCOUNT, source: 'push', ...twice, firstAt: 10 },
    ]);
    expect(await ingest.sources('999999999999')).toEqual([]);
    const all = await ingest.allSources();
    expect(all.map(({ accountId, source }) => `${source} ${accountId}`)).toEqual([
      `dir ${ACCOUNT}`,
      `push ${ACCOUNT}`,
      'push 444455556666',
    ]);
  });

  it('knows which sources are watched, before anything comes and after', async () => {
    const { ingest } = store();
    const none = { records: 0, duplicates: 0, refused: 0, unreadable: 0 };
    const row = (source: string, more: object) => ({
      ...{ accountId: ACCOUNT, source, ...none, firstAt: 0, lastAt: 0 },
      ...more,
    });
    await ingest.declareSources(ACCOUNT, ['a', 'b'], 5);
    await ingest.declareSources(ACCOUNT, ['a', 'b'], 6);
    await ingest.count({ accountId: ACCOUNT, source: 'a', ...none, records: 2, lastAt: 8 });
    await ingest.setSilent(ACCOUNT, 'b', 9);
    const came = { records: 2, firstAt: 8, lastAt: 8 };
    expect(await ingest.sources(ACCOUNT)).toEqual([
      row('a', { ...came, declaredAt: 5 }),
      row('b', { declaredAt: 5, silentAt: 9 }),
    ]);
    await ingest.setSilent(ACCOUNT, 'b', undefined);
    await ingest.declareSources(ACCOUNT, ['c'], 10);
    expect(await ingest.sources(ACCOUNT)).toEqual([row('a', came), row('c', { declaredAt: 10 })]);
    await ingest.declareSources(ACCOUNT, [], 11);
    expect(await ingest.sources(ACCOUNT)).toEqual([row('a', came)]);
  });
}
