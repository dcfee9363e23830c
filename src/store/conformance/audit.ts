import { expect, it } from 'vitest';
import type { AuditSegment, Store } from '../store.ts';

const OWN = '111122223333';
const OTHER = '444455556666';
const REGION = 'us-east-1';

function segment(firstId: string, lastId: string, more: Partial<AuditSegment> = {}): AuditSegment {
  const body = new Uint8Array([0, 255, Number.parseInt(firstId, 16) & 255]);
  return {
    ...{ accountId: OWN, region: REGION, firstId, lastId },
    ...{ events: 2, chars: 100, body },
    ...more,
  };
}

export function auditConformance(store: () => Store): void {
  const firsts = (segments: readonly AuditSegment[]) => segments.map((one) => one.firstId);

  it('gives back the latest segments of an account and Region, bytes and all', async () => {
    const { audit } = store();
    const elsewhere = segment('02', '03', { region: 'eu-west-1' });
    const theirs = segment('02', '03', { accountId: OTHER });
    await audit.add([segment('01', '05'), theirs, segment('06', '09'), elsewhere]);
    const of = { accountId: OWN, region: REGION };
    const [latest, ...more] = await audit.latest(of, 10);
    expect({ ...latest, body: [...(latest?.body ?? [])] }).toEqual({
      ...segment('06', '09'),
      body: [0, 255, 6],
    });
    expect(firsts(more)).toEqual(['01']);
    expect(firsts(await audit.latest(of, 1))).toEqual(['06']);
    expect(firsts(await audit.latest({ ...of, accountId: OTHER }, 10))).toEqual(['02']);
  });

  it('keeps to a reach, into which a segment may only in part', async () => {
    const { audit } = store();
    await audit.add([segment('10', '15'), segment('16', '19'), segment('20', '25')]);
    const reach = async (from?: string, before?: string) =>
      firsts(await audit.latest({ accountId: OWN, region: REGION, from, before }, 10));
    expect(await reach('15')).toEqual(['20', '16', '10']);
    expect(await reach('16')).toEqual(['20', '16']);
    expect(await reach(undefined, '20')).toEqual(['16', '10']);
    expect(await reach('17', '18')).toEqual(['16']);
    expect(await reach('26')).toEqual([]);
  });

  it('hands all out in the order of adding, so much at a time', async () => {
    const { audit } = store();
    expect(await audit.after(0, 1000)).toEqual([]);
    expect(await audit.lastId()).toBeUndefined();
    await audit.add([segment('01', '02', { accountId: OTHER }), segment('03', '04')]);
    await audit.add([segment('05', '06', { chars: 5000 }), segment('07', '08')]);
    expect(await audit.lastId()).toBe('08');
    const taken: number[][] = [];
    let sequence = 0;
    for (;;) {
      const some = await audit.after(sequence, 200);
      if (some.length === 0) break;
      taken.push(some.map((one) => one.body[2] ?? -1));
      sequence = some.at(-1)?.sequence ?? 0;
    }
    expect(taken).toEqual([[1, 3], [5], [7]]);
  });

  it('forgets the oldest, and never the last one added', async () => {
    const { audit } = store();
    expect(await audit.forget('99', 10)).toBe(0);
    await audit.add(['01', '03', '05', '07'].map((id) => segment(id, id)));
    expect(await audit.forget('05', 1)).toBe(1);
    expect(await audit.forget('05', 10)).toBe(1);
    expect(await audit.forget('05', 10)).toBe(0);
    expect(await audit.forget('99', 10)).toBe(1);
    const left = await audit.latest({ accountId: OWN, region: REGION }, 10);
    expect(firsts(left)).toEqual(['07']);
    await audit.add([segment('09', '09')]);
    const [, last] = await audit.after(0, 1000);
    expect(last?.sequence).toBe(5);
  });
}
