import { describe, expect, it } from 'vitest';
import { type SourceActivity, silenceChanges } from './source-silence.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOW = 100 * DAY;
const row = (more: Partial<SourceActivity>): SourceActivity => ({
  accountId: '111122223333',
  source: 'push',
  records: 1,
  firstAt: NOW - 10 * DAY,
  lastAt: NOW - HOUR,
  ...more,
});
const changes = (...rows: SourceActivity[]) => silenceChanges(rows, NOW, DAY);

describe('silenceChanges', () => {
  it('tells of a source that spoke for days and stopped, once', () => {
    const silent = row({ lastAt: NOW - DAY });
    expect(changes(silent)).toEqual([
      { accountId: '111122223333', source: 'push', isSilent: true, lastAt: NOW - DAY },
    ]);
    expect(changes({ ...silent, silentAt: NOW - 1 })).toEqual([]);
    expect(changes(row({ lastAt: NOW - DAY + 1 }))).toEqual([]);
  });

  it('tells that it speaks again', () => {
    expect(changes(row({ silentAt: NOW - DAY }))).toMatchObject([{ isSilent: false }]);
  });

  it('misses nothing that came only once', () => {
    expect(changes(row({ firstAt: NOW - 3 * DAY, lastAt: NOW - 3 * DAY + HOUR }))).toEqual([]);
  });

  it('misses nobody who does not call: the trail of calls is no log that is delivered', () => {
    expect(changes(row({ source: 'audit', lastAt: NOW - 2 * DAY }))).toEqual([]);
  });

  it('expects of a declared source that it speaks from the start, through any account', () => {
    const nothing = { source: 's3://logs/', records: 0, firstAt: 0, lastAt: 0 };
    const declared = row({ ...nothing, declaredAt: NOW - DAY });
    expect(changes(declared)).toMatchObject([{ isSilent: true, lastAt: undefined }]);
    expect(changes({ ...declared, declaredAt: NOW - HOUR })).toEqual([]);
    const member = row({ accountId: '444455556666', source: 's3://logs/' });
    expect(changes(declared, member)).toEqual([]);
    const stopped = { ...member, lastAt: NOW - 2 * DAY };
    expect(changes(declared, stopped).map(({ accountId }) => accountId)).toEqual([
      '111122223333',
      '444455556666',
    ]);
  });
});
