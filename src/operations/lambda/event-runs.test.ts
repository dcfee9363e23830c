import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FunctionOutcome, FunctionRun } from '../../domain/function-run.ts';
import type { IamRole } from '../../domain/iam.ts';
import { ManualClock } from '../../lib/clock.ts';
import { exampleFunction } from '../../store/conformance/functions.ts';
import { openStore } from '../../store/open-store.ts';
import type { Store } from '../../store/store.ts';
import type { Services } from '../context.ts';
import { createEventRuns, type EventRuns } from './event-runs.ts';

const { accountId, region, name } = exampleFunction;
const well: FunctionOutcome = { failed: false, payload: 'null', log: '' };
const badly: FunctionOutcome = {
  failed: true,
  payload: '{"errorType":"ValueError","errorMessage":"no\\nmore"}',
  log: '',
};

describe('a run that nobody waits for', () => {
  let store: Store;
  let runs: EventRuns;
  const clock = new ManualClock(0);
  /** Runs that have begun, and how a test ends one. */
  let begun: { run: FunctionRun; end(outcome: FunctionOutcome): void; fail(why: Error): void }[];
  let warnings: string[];
  let hasPlace: boolean;

  function open(): EventRuns {
    const services = {
      functions: {
        run(run: FunctionRun) {
          const ended = new Promise<FunctionOutcome>((end, fail) => begun.push({ run, end, fail }));
          return hasPlace ? ended : undefined;
        },
      },
      sealSecret: (text: string) => `sealed ${text}`,
      openSecret: (text: string) => text.replace(/^sealed /, ''),
      warn: (text: string, { reason }: { reason: string }) => warnings.push(`${text}: ${reason}`),
    } as unknown as Services;
    return createEventRuns({
      store,
      clock,
      services,
      onError: (error) => warnings.push(`${error}`),
    });
  }

  beforeEach(async () => {
    store = await openStore(':memory:');
    begun = [];
    warnings = [];
    hasPlace = true;
    const code = new Uint8Array([1]);
    await store.functions.put({ ...exampleFunction, sealedEnvironment: undefined }, code);
    const account = { accountId, email: 'a@example.com', name: 'a', createdAt: 0 };
    await store.accounts.put({ ...account, status: 'ACTIVE' });
    const trust = { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' } };
    const Statement = [{ ...trust, Action: 'sts:AssumeRole' }];
    const role: IamRole = {
      ...{ kind: 'role', accountId, name: 'GuardDutyLambdaRole', id: 'AROAEXAMPLE', path: '/' },
      ...{ tags: {}, inline: {}, attached: [], createdAt: 0, maxSessionSeconds: 3600 },
      trustPolicy: JSON.stringify({ Version: '2012-10-17', Statement }),
    };
    await store.iam.put(role);
    runs = open();
  });
  afterEach(() => store.close());

  const put = (id: string, more: object = {}) =>
    store.functions.putEvent({
      ...{
        id,
        accountId,
        region,
        name,
        sealedEvent: `sealed {"id":"${id}"}`,
        sealedContext: 'sealed e30=',
        tries: 0,
        dueAt: 0,
        ...more,
      },
    });
  const left = async () => (await store.functions.events(10)).map(({ id, tries }) => [id, tries]);
  const until = (so: () => boolean | Promise<boolean>) => expect.poll(so).toBe(true);

  it('is tried three times, one minute and two minutes apart, as the same request', async () => {
    await put('r');
    runs.wake();
    for (const [index, waitMillis] of [60_000, 120_000].entries()) {
      await until(() => begun.length === index + 1);
      begun[index]?.end(badly);
      await until(async () => ((await store.functions.events(1))[0]?.dueAt ?? 0) > clock.now());
      clock.advance(waitMillis - 1);
      runs.tick();
      expect(begun).toHaveLength(index + 1);
      clock.advance(1);
      await until(() => {
        runs.tick();
        return begun.length === index + 2;
      });
    }
    begun[2]?.end(badly);
    await until(async () => (await left()).length === 0);
    const again = ['r', '{"id":"r"}', '{}'];
    const told = begun.map(({ run }) => [run.requestId, run.event, run.clientContext]);
    expect(told).toEqual([again, again, again]);
    expect(warnings).toEqual([
      'a function failed and is tried again: ValueError: no',
      'a function failed and is tried again: ValueError: no',
      'a function failed for the last time: ValueError: no',
    ]);
  });

  it('is forgotten when it went well, and its key with it', async () => {
    await put('r');
    runs.wake();
    await until(() => begun.length === 1);
    const keyId = begun[0]?.run.credentials.accessKeyId ?? '';
    expect(await store.credentials.get(keyId)).toBeDefined();
    begun[0]?.end(well);
    await until(async () => (await left()).length === 0);
    expect(await store.credentials.get(keyId)).toBeUndefined();
    expect(warnings).toEqual([]);
  });

  it('leaves no key behind where there was no place for it', async () => {
    hasPlace = false;
    await put('r');
    runs.wake();
    await until(() => warnings.length === 1);
    const keyId = begun[0]?.run.credentials.accessKeyId ?? '';
    expect(await store.credentials.get(keyId)).toBeUndefined();
    expect(await left()).toEqual([['r', 1]]);
  });

  it('is kept when the server ends under it, and that counts as no try', async () => {
    await put('r');
    runs.wake();
    await until(() => begun.length === 1);
    expect(await left()).toEqual([['r', 1]]);
    const closing = runs.close();
    begun[0]?.fail(new Error('the server is closing'));
    await closing;
    expect([await left(), warnings]).toEqual([[['r', 0]], []]);
    runs = open();
    runs.wake();
    await until(() => begun.length === 2);
    begun[1]?.end(well);
    await until(async () => (await left()).length === 0);
  });

  it('begins with no more than have a place, and with the next when one is done', async () => {
    for (const id of ['a', 'b', 'c', 'd', 'e']) await put(id);
    runs.wake();
    await until(() => begun.length === 4);
    begun[2]?.end(well);
    await until(() => begun.length === 5);
    expect(begun.map(({ run }) => run.requestId)).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('of a function that is gone is given up after its tries', async () => {
    await store.functions.delete(accountId, region, name);
    await put('r', { tries: 2 });
    runs.wake();
    await until(async () => (await left()).length === 0);
    expect(warnings).toEqual([expect.stringContaining('the function is no longer there')]);
  });
});
