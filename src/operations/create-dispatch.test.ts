import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ManualClock } from '../lib/clock.ts';
import { openStore } from '../store/open-store.ts';
import type { Store } from '../store/store.ts';
import type { AnyOperation, OperationContext, Services } from './context.ts';
import { createDispatch } from './create-dispatch.ts';

const principal = { kind: 'root', accountId: '111122223333', accessKeyId: 'AKIAEXAMPLE' } as const;

describe('dispatch', () => {
  let store: Store;
  const told: string[] = [];
  beforeEach(async () => {
    store = await openStore(':memory:');
    told.length = 0;
  });
  afterEach(() => store.close());

  const call = (writes: boolean, handle: (context: OperationContext) => Promise<object>) => {
    const services = {
      wakeEmailChecks: () => told.push('woken'),
      wakeLists: () => told.push('lists'),
    } as unknown as Services;
    const committed = (service: string) => told.push(`committed ${service}`);
    const dispatch = createDispatch({ clock: new ManualClock(0), store, services, committed });
    const operation: AnyOperation = {
      name: 'Any',
      writes,
      handle: (_, context) => handle(context),
    };
    const region = 'cn-north-1';
    const requestId = 'r';
    return dispatch({ service: 'guardduty', operation, input: {}, principal, region, requestId });
  };

  it('commits what a call wrote, then wakes what it asked for, once', async () => {
    await call(true, async (context) => {
      await context.store.settings.put('name', 'value');
      context.services.wakeEmailChecks();
      context.services.wakeEmailChecks();
      expect(told).toEqual([]);
      expect(context.partition).toBe('aws-cn');
      return {};
    });
    expect(told).toEqual(['committed guardduty', 'woken']);
    expect(await store.settings.get('name')).toBe('value');
  });

  it('takes back what a refused call wrote, and wakes nobody', async () => {
    const refused = call(true, async (context) => {
      await context.store.settings.put('name', 'value');
      context.services.wakeLists();
      throw new Error('refused');
    });
    await expect(refused).rejects.toThrow('refused');
    expect(told).toEqual([]);
    expect(await store.settings.get('name')).toBeUndefined();
  });

  it('gives a call that only reads the store itself', async () => {
    await call(false, async (context) => {
      expect(context.store).toBe(store);
      return {};
    });
    expect(told).toEqual([]);
  });
});
