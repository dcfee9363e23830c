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

  it('adds up the counters of each source and account', async () => {
    const { ingest } = store();
    const once = { records: 5, duplicates: 1, refused: 2, unreadable: 3, lastAt: 20 };
    await ingest.count({ accountId: ACCOUNT, source: 'push', ...once });
    await ingest.count({ accountId: ACCOUNT, source: 'push', ...once, lastAt: 10 });
    await ingest.count({ accountId: ACCOUNT, source: 'dir', ...once });
    await ingest.count({ accountId: '444455556666', source: 'push', ...once });
    const twice = { records: 10, duplicates: 2, refused: 4, unreadable: 6, lastAt: 20 };
    expect(await ingest.sources(ACCOUNT)).toEqual([
      { accountId: ACCOUNT, source: 'dir', ...once },
      { accountId: ACCOUNT, source: 'push', ...twice },
    ]);
    expect(await ingest.sources('999999999999')).toEqual([]);
  });
}
