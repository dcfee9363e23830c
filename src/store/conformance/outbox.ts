import { expect, it } from 'vitest';
import type { Notice } from '../../domain/notice.ts';
import type { NewOutboxItem } from '../outbox-store.ts';
import type { Store } from '../store.ts';

const OWN = '111122223333';

function item(eventId: string, more: Partial<NewOutboxItem> = {}): NewOutboxItem {
  return {
    sink: 'a',
    subject: eventId.slice(0, 1),
    kind: 'finding',
    accountId: OWN,
    region: 'us-east-1',
    eventId,
    body: JSON.stringify({ eventId }),
    dueAt: 10,
    createdAt: 1,
    ...more,
  };
}

export function outboxConformance(store: () => Store): void {
  const dueIds = async (now = 10, sink = 'a', limit = 100) =>
    (await store().outbox.due(sink, now, limit)).map((one) => one.eventId);

  it('hands out what is due, the first of each subject, oldest first', async () => {
    const { outbox } = store();
    await outbox.add(item('x1', { dueAt: 9 }), false);
    await outbox.add(item('x2', { dueAt: 5 }), false);
    await outbox.add(item('y1', { dueAt: 7 }), false);
    await outbox.add(item('z1', { dueAt: 11 }), false);
    await outbox.add(item('x1', { sink: 'b' }), false);
    expect(await dueIds()).toEqual(['y1', 'x1']);
    expect(await dueIds(10, 'a', 1)).toEqual(['y1']);
    expect(await outbox.nextDueAt(['a'])).toBe(5);
    const due = await outbox.due('a', 10, 100);
    expect(due[0]).toMatchObject({ ...item('y1', { dueAt: 7 }), tries: 0, dead: false });
    await outbox.delivered(due, 12);
    expect(await dueIds(11)).toEqual(['x2', 'z1']);
    expect(await outbox.record('a')).toEqual({
      sink: 'a',
      delivered: 2,
      dropped: 0,
      lastSuccessAt: 12,
    });
    expect(await outbox.nextDueAt([])).toBeUndefined();
    expect(await outbox.sinks()).toEqual(['a', 'b']);
  });

  it('merges into what waits for later, and into nothing else', async () => {
    const { outbox } = store();
    await outbox.add(item('x1', { dueAt: 1 }), false);
    await outbox.add(item('x2', { dueAt: 90 }), true);
    await outbox.add(item('x3', { dueAt: 80, createdAt: 2 }), true);
    await outbox.add(item('x4', { dueAt: 99, createdAt: 3 }), true);
    expect(await outbox.counts('a')).toEqual({ waiting: 2, dead: 0, oldestAt: 1 });
    await outbox.delivered(await outbox.due('a', 1, 9), 1);
    const [merged] = await outbox.due('a', 80, 9);
    expect(merged).toMatchObject({ eventId: 'x4', dueAt: 80 });
    // What is due, or was tried, may be on its way already.
    await outbox.add(item('x5', { dueAt: 99, createdAt: 80 }), true);
    expect((await outbox.counts('a')).waiting).toBe(2);
  });

  it('keeps an item that was replaced while it was on its way', async () => {
    const { outbox } = store();
    await outbox.add(item('x1', { dueAt: 90 }), true);
    const [sent] = await outbox.due('a', 90, 9);
    await outbox.add(item('x2', { dueAt: 90 }), true);
    await outbox.delivered(sent ? [sent] : [], 91);
    expect(await dueIds(90)).toEqual(['x2']);
  });

  it('puts off what failed, and gives it up and takes it up again', async () => {
    const { outbox } = store();
    await outbox.add(item('x1'), false);
    await outbox.add(item('x2'), false);
    const [first] = await outbox.due('a', 10, 9);
    if (first === undefined) throw new Error('nothing is due');
    const failed = { ...first, tries: 1, dueAt: 20, lastError: 'status 500' };
    await outbox.failed([failed], 10);
    // The second one waits for the first.
    expect(await dueIds(19)).toEqual([]);
    expect(await outbox.due('a', 20, 9)).toEqual([failed]);
    await outbox.failed([{ ...failed, tries: 2, dead: true }], 20);
    expect(await dueIds(20)).toEqual(['x2']);
    expect(await outbox.record('a')).toMatchObject({ lastFailureAt: 20, lastError: 'status 500' });
    expect(await outbox.counts('a')).toEqual({ waiting: 1, dead: 1, oldestAt: 1 });
    const dead = await outbox.deadLetters(undefined, 9);
    expect(dead.map((one) => one.eventId)).toEqual(['x1']);
    expect(await outbox.deadLetters('b', 9)).toEqual([]);
    expect(await outbox.deadLetters('a', 9, first.seq)).toEqual([]);
    expect(await outbox.resend('a', 30, [first.seq + 100])).toBe(0);
    expect(await outbox.resend('a', 30)).toBe(1);
    expect(await outbox.due('a', 30, 1)).toMatchObject([{ eventId: 'x1', tries: 0, dead: false }]);
  });

  it('drops the oldest of a queue that is full, and says how many', async () => {
    const { outbox } = store();
    for (const id of ['u', 'v', 'w']) await outbox.add(item(id), false);
    expect(await outbox.trim('a', { waiting: 3, dead: 0 })).toBe(0);
    expect(await outbox.trim('a', { waiting: 1, dead: 0 })).toBe(2);
    expect(await dueIds()).toEqual(['w']);
    expect((await outbox.record('a')).dropped).toBe(2);
  });

  it('is written with a transaction or not at all', async () => {
    const broken = store().transaction(async ({ outbox }) => {
      await outbox.add(item('x1'), false);
      throw new Error('no');
    });
    await expect(broken).rejects.toThrow('no');
    expect(await dueIds()).toEqual([]);
  });
}

export function noticeConformance(store: () => Store): void {
  const notice = (noticeId: string, createdAt: number, accountId = OWN): Notice => ({
    noticeId,
    accountId,
    region: 'us-east-1',
    kind: 'invitation',
    aboutAccountId: '444455556666',
    message: 'hello',
    createdAt,
  });

  it('lists the notices of an account, newest first, in pages', async () => {
    const { notices } = store();
    const all = [notice('a', 3), notice('b', 3), notice('c', 2), notice('d', 1)];
    for (const one of [...all].reverse()) await notices.put(one);
    await notices.put(notice('a', 9, '444455556666'));
    expect(await notices.list(OWN, 9)).toEqual(all);
    expect(await notices.list(OWN, 2, 'a')).toEqual(all.slice(1, 3));
    expect(await notices.list(OWN, 9, 'nobody')).toEqual([]);
    await notices.put({ ...notice('c', 2), readAt: 5 });
    expect(await notices.get(OWN, 'c')).toMatchObject({ readAt: 5 });
    expect(await notices.get('444455556666', 'c')).toBeUndefined();
    await notices.trim(OWN, 4);
    expect(await notices.list(OWN, 9)).toHaveLength(4);
    await notices.trim(OWN, 2);
    expect(await notices.list(OWN, 9)).toEqual(all.slice(0, 2));
  });
}
