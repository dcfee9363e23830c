import { expect, it } from 'vitest';
import type { Store } from '../store.ts';

/** A promise and what settles it. */
function gate(): { readonly open: () => void; readonly opened: Promise<void> } {
  let open = (): void => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
}

export function transactionConformance(store: () => Store): void {
  outcomeConformance(store);
  concurrencyConformance(store);
}

function outcomeConformance(store: () => Store): void {
  it('answers what the work answers, and keeps what it wrote', async () => {
    const answer = await store().transaction(async (tx) => {
      await tx.settings.put('a', '1');
      return await tx.settings.get('a');
    });
    expect(answer).toBe('1');
    expect(await store().settings.get('a')).toBe('1');
  });

  it('keeps nothing of work that fails, and passes its error on', async () => {
    const failing = store().transaction(async (tx) => {
      await tx.settings.put('a', '1');
      await tx.ingest.saveMemory([{ scope: 's', key: 'k', value: 'v', at: 1 }]);
      throw new RangeError('no');
    });
    await expect(failing).rejects.toThrow(RangeError);
    expect(await store().settings.get('a')).toBeUndefined();
    expect(await store().ingest.loadMemory()).toEqual([]);
  });

  it('joins a transaction inside a transaction', async () => {
    const failing = store().transaction(async (outer) => {
      await outer.transaction(async (inner) => {
        await inner.settings.put('a', '1');
        expect(await outer.settings.get('a')).toBe('1');
      });
      throw new RangeError('no');
    });
    await expect(failing).rejects.toThrow(RangeError);
    expect(await store().settings.get('a')).toBeUndefined();
  });

  it('is of no use after its end, and cannot close the store', async () => {
    let kept: Store | undefined;
    await store().transaction(async (tx) => {
      kept = tx;
      await expect(tx.close()).rejects.toThrow('cannot close');
    });
    await expect(kept?.settings.put('a', '1')).rejects.toThrow();
    expect(await store().settings.get('a')).toBeUndefined();
  });
}

function concurrencyConformance(store: () => Store): void {
  it('shows others nothing before its end: they wait', async () => {
    const entered = gate();
    const finish = gate();
    const transaction = store().transaction(async (tx) => {
      await tx.settings.put('a', 'inside');
      entered.open();
      await finish.opened;
      throw new RangeError('no');
    });
    await entered.opened;
    const order: string[] = [];
    const read = store()
      .settings.get('a')
      .then((value) => order.push(`read ${value}`));
    const write = store()
      .settings.put('b', 'outside')
      .then(() => order.push('written'));
    const next = store().transaction(async (tx) => {
      order.push(`next ${await tx.settings.get('b')}`);
    });
    expect(order).toEqual([]);
    finish.open();
    await expect(transaction).rejects.toThrow(RangeError);
    await Promise.all([read, write, next]);
    expect(order).toEqual(['read undefined', 'written', 'next outside']);
    // What was written by the way is not undone with the transaction that failed.
    expect(await store().settings.get('b')).toBe('outside');
  });

  it('loses no update of a hundred transactions at once', async () => {
    await store().settings.put('n', '0');
    const add = () =>
      store().transaction(async (tx) => {
        const value = Number(await tx.settings.get('n'));
        await Promise.resolve();
        await tx.settings.put('n', String(value + 1));
      });
    await Promise.all(Array.from({ length: 100 }, add));
    expect(await store().settings.get('n')).toBe('100');
  });

  it('goes on after a failed statement', async () => {
    await expect(store().settings.put('a', undefined as unknown as string)).rejects.toThrow();
    await store().settings.put('a', '1');
    expect(await store().settings.get('a')).toBe('1');
  });
}
