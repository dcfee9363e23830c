import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DELIVERY_TRIES_MAX } from '../limits.ts';
import type { OutboxItem } from '../store/store.ts';
import { createDelivery, type Delivery } from './delivery.ts';
import { DeliveryError } from './delivery-error.ts';
import { exampleItem, openParts, ScriptedSink } from './testing.ts';

let parts: Awaited<ReturnType<typeof openParts>>;
let sink: ScriptedSink;
let delivery: Delivery;
beforeEach(async () => {
  parts = await openParts();
  sink = new ScriptedSink();
  delivery = createDelivery(sink, parts);
});
afterEach(async () => {
  await delivery.close();
  await parts.store.close();
});

const add = (id: string, subject?: string) =>
  parts.store.outbox.add(exampleItem(id, subject === undefined ? {} : { subject }), false);
const fails = (word: string, isFinal = false) => {
  sink.script.push(() => {
    throw new DeliveryError(word, isFinal);
  });
};

describe('a delivery', () => {
  it('sends what is due, once', async () => {
    await add('a');
    await add('b');
    expect(await delivery.sendDue()).toBe(2);
    expect(await delivery.sendDue()).toBe(0);
    expect(sink.taken).toEqual(['a', 'b']);
    expect(await parts.store.outbox.record('scripted')).toMatchObject({ delivered: 2 });
  });

  it('waits longer after each failure, and leaves the sink in peace meanwhile', async () => {
    await add('a');
    await add('b');
    fails('status 500');
    fails('timeout');
    expect(await delivery.sendDue()).toBe(0);
    parts.clock.advance(999);
    expect(await delivery.sendDue()).toBe(0);
    expect(sink.script).toHaveLength(1);
    parts.clock.advance(1);
    expect(await delivery.sendDue()).toBe(0);
    expect(sink.script).toHaveLength(0);
    parts.clock.advance(1999);
    expect(await delivery.sendDue()).toBe(0);
    parts.clock.advance(1);
    expect(await delivery.sendDue()).toBe(2);
    expect([...sink.taken].sort()).toEqual(['a', 'b']);
    expect(parts.logged[0]).toContain('"error":"status 500"');
  });

  it('keeps the order of a subject through failures', async () => {
    await add('x1', 'x');
    await add('x2', 'x');
    await add('x3', 'x');
    fails('timeout');
    await delivery.sendDue();
    parts.clock.advance(60_000);
    await delivery.sendDue();
    expect(sink.taken).toEqual(['x1', 'x2', 'x3']);
  });

  it('gives up after so many tries, goes on with the next, and may be asked again', async () => {
    await add('x1', 'x');
    await add('x2', 'x');
    for (let tries = 0; tries < DELIVERY_TRIES_MAX; tries += 1) {
      fails('status 503');
      await delivery.sendDue();
      parts.clock.advance(3_600_000);
    }
    expect(await parts.store.outbox.counts('scripted')).toMatchObject({ waiting: 1, dead: 1 });
    await delivery.sendDue();
    expect(sink.taken).toEqual(['x2']);
    const [dead] = await parts.store.outbox.deadLetters('scripted', 9);
    expect(dead).toMatchObject({ eventId: 'x1', lastError: 'status 503' });
    await parts.store.outbox.resend('scripted', parts.clock.now());
    await delivery.sendDue();
    expect(sink.taken).toEqual(['x2', 'x1']);
  });

  it('gives up at once what is refused for itself, and nothing waits for it', async () => {
    await add('a');
    await add('b');
    fails('status 400', true);
    expect(await delivery.sendDue()).toBe(1);
    expect(sink.taken).toEqual(['b']);
    expect(await parts.store.outbox.counts('scripted')).toEqual({ waiting: 0, dead: 1 });
  });

  it('sends again what arrived without our hearing of it, under the same id', async () => {
    await add('a');
    sink.script.push((items) => {
      sink.taken.push(...items.map((item) => item.eventId));
      throw new DeliveryError('closed early');
    });
    await delivery.sendDue();
    parts.clock.advance(1000);
    await delivery.sendDue();
    expect(sink.taken).toEqual(['a', 'a']);
  });

  it('hands over several at a time, and none of a subject before its time', async () => {
    const many = new ScriptedSink(10);
    const batches: number[] = [];
    many.script.push((items) => batches.push(items.length));
    await add('x1', 'x');
    await add('x2', 'x');
    await add('y1', 'y');
    const other = createDelivery(many, parts);
    await other.sendDue();
    await other.close();
    expect(batches).toEqual([2]);
    expect(many.taken).toEqual(['x1', 'y1', 'x2']);
  });

  it('finds the one of several that is refused for good, and sends the others', async () => {
    const many = new ScriptedSink(10);
    const refuse = (items: readonly OutboxItem[]) => {
      if (items.some(({ eventId }) => eventId === 'b')) throw new DeliveryError('too large', true);
    };
    many.script.push(refuse, refuse, refuse, refuse);
    for (const id of ['a', 'b', 'c']) await add(id);
    const other = createDelivery(many, parts);
    expect(await other.sendDue()).toBe(2);
    await other.close();
    expect(many.taken).toEqual(['a', 'c']);
    const [dead] = await parts.store.outbox.deadLetters('scripted', 9);
    expect(dead).toMatchObject({ eventId: 'b', lastError: 'too large' });
  });

  it('notes what has arrived before the one that failed, and goes on there', async () => {
    const ahead = Object.assign(new ScriptedSink(1), { sendsAhead: 10 });
    const ok = () => {};
    ahead.script.push(ok, () => {
      throw new DeliveryError('status 503');
    });
    for (const id of ['a', 'b', 'c']) await add(id);
    const other = createDelivery(ahead, parts);
    expect(await other.sendDue()).toBe(1);
    expect(await parts.store.outbox.counts('scripted')).toMatchObject({ waiting: 2, dead: 0 });
    parts.clock.advance(1000);
    expect(await other.sendDue()).toBe(2);
    await other.close();
    expect(ahead.taken).toEqual(['a', 'c', 'b']);
    expect(await parts.store.outbox.record('scripted')).toMatchObject({ delivered: 3 });
  });

  it('says aloud once that a sink fails for long', async () => {
    const loud = () => parts.logged.filter((line) => line.startsWith('a sink has taken nothing'));
    await add('a');
    for (let tries = 0; tries < 20; tries += 1) {
      sink.script.push(() => {
        throw new DeliveryError('status 503');
      });
      await delivery.sendDue();
      parts.clock.advance(30 * 60_000);
    }
    expect(loud()).toHaveLength(1);
    expect(loud()[0]).toContain('"since":"2026-03-02T09:00:00.000Z"');
    expect(loud()[0]).toContain('status 503');
    await delivery.sendDue();
    expect(sink.taken).toEqual(['a']);
  });

  it('begins when it is told to', async () => {
    await add('a');
    delivery.wake();
    await expect.poll(() => sink.taken).toEqual(['a']);
  });
});
