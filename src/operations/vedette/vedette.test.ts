import { beforeEach, describe, expect, it } from 'vitest';
import type { DetectionReport } from '../../domain/detection-report.ts';
import { ManualClock } from '../../lib/clock.ts';
import { createSeal } from '../../lib/seal.ts';
import { openStore } from '../../store/open-store.ts';
import type { Store } from '../../store/store.ts';
import type { OperationContext, Services } from '../context.ts';
import { createStandaloneAccount } from './create-standalone-account.ts';
import { describeFindingType } from './describe-finding-type.ts';
import { invalidInput } from './errors.ts';
import { listDeadLetters } from './list-dead-letters.ts';
import { listDetections } from './list-detections.ts';
import { listNotices } from './list-notices.ts';
import { listSinks } from './list-sinks.ts';
import { listSources } from './list-sources.ts';
import { markNoticesRead } from './mark-notices-read.ts';
import { putRecords } from './put-records.ts';
import { resendDeadLetters } from './resend-dead-letters.ts';

const ACCOUNT = '444455556666';
const detection: DetectionReport = {
  ...{ types: ['A:B/C', 'A:B/D'], severity: 5, logs: ['dns'], title: 'T', description: 'D' },
  ...{ remediation: 'R', tactic: 'Impact', blindSpots: ['b'] },
  ...{ observed: 7, hits: 2, failures: 1, lastFailure: 'RangeError' },
};
const seal = createSeal(Buffer.alloc(32, 9));
let store: Store;
let context: OperationContext;
let pushes: unknown[];

beforeEach(async () => {
  store = await openStore(':memory:');
  pushes = [];
  const services: Partial<Services> = {
    sinks: () => [{ name: 'soc', type: 'webhook' }],
    detections: () => [detection],
    wakeDeliveries: () => pushes.push('woken'),
    sealSecret: seal.seal,
    putRecords: async (push) => {
      pushes.push(push);
      return { accepted: 3, duplicates: 1, findings: 2, refused: { UNREADABLE: 4 } };
    },
  };
  context = {
    principal: { kind: 'root', accountId: ACCOUNT, accessKeyId: 'AKIAIOSFODNN7EXAMPLE' },
    accountId: ACCOUNT,
    region: 'eu-west-1',
    partition: 'aws',
    requestId: 'r',
    clock: new ManualClock(1000),
    store,
    services: services as Services,
  };
});

describe('CreateStandaloneAccount', () => {
  const input = { AccountId: '999999999999', Email: 'one@example.com' };

  it('makes an account outside every organisation, with a root key', async () => {
    const made = await createStandaloneAccount.handle(input, context);
    expect(made.AccountId).toBe('999999999999');
    const account = await store.accounts.get('999999999999');
    expect(account).toMatchObject({ email: 'one@example.com', name: '999999999999' });
    expect(account?.organizationId).toBeUndefined();
    const [key] = await store.credentials.rootKeys('999999999999');
    expect(key).toMatchObject({ accessKeyId: made.AccessKeyId, kind: 'root' });
    expect(seal.open(key?.sealedSecret ?? '')).toBe(made.SecretAccessKey);
  });

  it('refuses an id and an address that are taken', async () => {
    await createStandaloneAccount.handle({ ...input, Name: 'first' }, context);
    const before = await store.digest('999999999999');
    for (const again of [
      { ...input, Email: 'two@example.com' },
      { ...input, AccountId: '123456789012' },
    ]) {
      const call = createStandaloneAccount.handle(again, context);
      await expect(call).rejects.toMatchObject({ code: 'ConflictException', status: 409 });
    }
    expect(await store.digest('999999999999')).toBe(before);
    expect(await store.accounts.get('123456789012')).toBeUndefined();
  });
});

describe('PutRecords', () => {
  it('hands the body on in the name of the caller', async () => {
    const body = Buffer.from('{"Records":[]}');
    expect(await putRecords.handle({ Records: body }, context)).toEqual({
      Accepted: 3,
      Duplicates: 1,
      Findings: 2,
      Refused: { UNREADABLE: 4 },
    });
    expect(pushes).toEqual([{ accountId: ACCOUNT, region: 'eu-west-1', body, log: {} }]);
  });

  it('hands on whose log it is', async () => {
    const of = { Cluster: 'prod', Database: 'db-1', DatabaseCluster: 'c-1' };
    await putRecords.handle({ Records: Buffer.from('x'), ...of }, context);
    const log = { cluster: 'prod', database: 'db-1', databaseCluster: 'c-1' };
    expect(pushes.at(-1)).toMatchObject({ log });
  });
});

describe('detections', () => {
  it('describes the type of a finding, and says so where nothing finds it', async () => {
    expect(await describeFindingType.handle({ Type: 'A:B/D' }, context)).toEqual({
      ...{ Type: 'A:B/D', Title: 'T', Description: 'D', Remediation: 'R', Tactic: 'Impact' },
      ...{ BlindSpots: ['b'], Logs: ['dns'] },
    });
    const unknown = describeFindingType.handle({ Type: 'E:F/G' }, context);
    await expect(unknown).rejects.toThrow('No detection here finds E:F/G.');
  });

  it('lists how they have fared', async () => {
    const { Detections: found } = await listDetections.handle({}, context);
    expect(found).toEqual([
      {
        ...{ Types: ['A:B/C', 'A:B/D'], Title: 'T', Logs: ['dns'], Observed: 7, Hits: 2 },
        ...{ Failures: 1, LastFailure: 'RangeError' },
      },
    ]);
  });
});

describe('ListSources', () => {
  it("shows the caller's own sources", async () => {
    const counters = { records: 5, duplicates: 1, refused: 2, unreadable: 0, lastAt: 2000 };
    await store.ingest.count({ ...counters, accountId: ACCOUNT, source: 'push' });
    await store.ingest.count({ ...counters, accountId: '999999999999', source: 'push' });
    const { Sources: sources } = await listSources.handle({}, context);
    expect(sources).toHaveLength(1);
    expect(sources[0]).toMatchObject({ Source: 'push', Records: 5, Refused: 2 });
    expect(sources[0]?.LastAt?.getTime()).toBe(2000);
    expect(sources[0]).toMatchObject({ Declared: false });
    await store.ingest.declareSources(ACCOUNT, ['s3://logs/'], 3000);
    await store.ingest.setSilent(ACCOUNT, 's3://logs/', 4000);
    const [, watched] = (await listSources.handle({}, context)).Sources;
    expect(watched?.Declared).toBe(true);
    expect(watched?.SilentSince?.getTime()).toBe(4000);
    expect(watched?.LastAt).toBeUndefined();
  });
});

describe('notices', () => {
  const put = (noticeId: string, createdAt: number) =>
    store.notices.put({
      noticeId,
      accountId: ACCOUNT,
      region: 'eu-west-1',
      kind: 'invitation',
      aboutAccountId: '111122223333',
      createdAt,
    });

  it('are listed in pages, newest first, and refuse a token of another list', async () => {
    for (const [id, at] of [
      ['a', 1],
      ['b', 2],
      ['c', 3],
    ] as const)
      await put(id, at);
    const first = await listNotices.handle({ MaxResults: 2 }, context);
    expect(first.Notices.map((one) => one.NoticeId)).toEqual(['c', 'b']);
    expect(first.Notices[0]).toMatchObject({ Status: 'closed', AboutAccountId: '111122223333' });
    const { NextToken = '' } = first;
    const second = await listNotices.handle({ MaxResults: 2, NextToken }, context);
    expect(second.Notices.map((one) => one.NoticeId)).toEqual(['a']);
    expect(second.NextToken).toBeUndefined();
    const wrong = listNotices.handle({ NextToken: 'abc' }, context);
    await expect(wrong).rejects.toMatchObject({ code: 'BadRequestException' });
  });

  it('keep the time when they were first read; an unknown one refuses the call', async () => {
    await put('a', 1);
    await markNoticesRead.handle({ NoticeIds: ['a'] }, context);
    (context.clock as ManualClock).advance(500);
    await markNoticesRead.handle({ NoticeIds: ['a', 'a'] }, context);
    expect(await store.notices.get(ACCOUNT, 'a')).toMatchObject({ readAt: 1000 });
    const wrong = markNoticesRead.handle({ NoticeIds: ['z'] }, context);
    await expect(wrong).rejects.toMatchObject({ message: 'The account has no notice z.' });
  });
});

describe('sinks', () => {
  const add = (sink: string, eventId: string) =>
    store.outbox.add(
      {
        ...{ sink, subject: eventId, eventId, kind: 'finding', body: '{"secret":1}' },
        ...{ accountId: ACCOUNT, region: 'eu-west-1', dueAt: 5, createdAt: 5 },
      },
      false,
    );
  const giveUp = async (sink: string) => {
    const items = await store.outbox.due(sink, 5, 9);
    const word = { lastError: 'status 400', tries: 1, dead: true };
    await store.outbox.failed(
      items.map((item) => ({ ...item, ...word })),
      6,
    );
  };

  it('are shown with their queues, also those that the settings no longer name', async () => {
    await add('soc', 'a');
    await giveUp('soc');
    await add('soc', 'b');
    await add('former', 'c');
    const { Sinks: sinks } = await listSinks.handle({}, context);
    expect(sinks).toMatchObject([
      { Name: 'soc', Type: 'webhook', Waiting: 1, DeadLetters: 1, LastError: 'status 400' },
      { Name: 'former', Type: 'removed', Waiting: 1, DeadLetters: 0 },
    ]);
  });

  it('are sent dead letters again, which are shown without their bodies', async () => {
    await add('soc', 'a');
    await add('soc', 'b');
    await giveUp('soc');
    const listed = await listDeadLetters.handle({ Sink: 'soc' }, context);
    expect(listed.DeadLetters.map((one) => one.EventId)).toEqual(['a', 'b']);
    expect(JSON.stringify(listed)).not.toContain('secret');
    const Numbers = [listed.DeadLetters[0]?.Number ?? 0];
    expect(await resendDeadLetters.handle({ Sink: 'soc', Numbers }, context)).toEqual({
      Resent: 1,
    });
    expect(pushes).toEqual(['woken']);
    const left = await listDeadLetters.handle({}, context);
    expect(left.DeadLetters.map((one) => one.EventId)).toEqual(['b']);
    const wrong = resendDeadLetters.handle({ Sink: 'former' }, context);
    await expect(wrong).rejects.toMatchObject({ code: 'BadRequestException' });
  });
});

describe('invalidInput', () => {
  it('names the members and what they want', () => {
    const error = invalidInput(
      [{ path: ['accountId'], reason: 'pattern', in: 'body', constraint: 'Member must be x' }],
      'CreateStandaloneAccount',
    );
    expect(error).toMatchObject({ code: 'BadRequestException', status: 400 });
    expect(error.message).toBe('CreateStandaloneAccount: accountId: Member must be x');
  });
});
