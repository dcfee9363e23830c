import { expect, it } from 'vitest';
import { idsByOffset } from './event-id.ts';
import { type Batch, takeIn } from './intake.ts';
import { bodyOf, exampleRecord, OTHER, OWN, REGION } from './testing.ts';

interface Committed {
  readonly seconds: readonly number[];
  readonly tallies: Record<string, number>;
  readonly others: number;
  readonly unreadable: number;
  readonly records: number;
  readonly isLast: boolean;
}

interface Circumstances {
  readonly skip?: number;
  readonly max?: number;
  readonly owner?: string;
  readonly timeMax?: number;
}

async function take(body: Uint8Array, more: Circumstances = {}) {
  const committed: Committed[] = [];
  await takeIn([body], {
    wants: (head) => head.kind === 'cloudtrail' && head.name === 'Act',
    owns: (accountId) => more.owner === undefined || accountId === more.owner,
    regionOf: (region) => (region === 'nowhere' ? REGION : region),
    skipRecords: more.skip ?? 0,
    ids: idsByOffset(0),
    timeMax: more.timeMax ?? Number.POSITIVE_INFINITY,
    eventsMax: more.max ?? 100,
    commit: async (batch: Batch, records, isLast) => {
      committed.push({
        seconds: batch.events.map((event) => (event.time % 60_000) / 1000),
        tallies: Object.fromEntries([...batch.tallies].map(([key, one]) => [key, one.records])),
        others: batch.otherAccounts,
        unreadable: batch.unreadable,
        records,
        isLast,
      });
    },
  });
  return committed;
}

it('commits full batches as they fill, and the rest at the end', async () => {
  const records = [1, 2, 3, 4, 5].map((second) =>
    exampleRecord({ second, name: second === 2 ? 'Other' : 'Act' }),
  );
  const key = `${OWN} ${REGION}`;
  expect(await take(bodyOf(records), { max: 2 })).toEqual([
    { seconds: [1, 3], tallies: { [key]: 3 }, others: 0, unreadable: 0, records: 3, isLast: false },
    { seconds: [4, 5], tallies: { [key]: 2 }, others: 0, unreadable: 0, records: 5, isLast: false },
    { seconds: [], tallies: {}, others: 0, unreadable: 0, records: 5, isLast: true },
  ]);
});

it('leaves out what an earlier run has committed', async () => {
  const records = [1, 2, 3].map((second) => exampleRecord({ second }));
  const [last] = await take(bodyOf(records), { skip: 2 });
  expect(last).toMatchObject({ seconds: [3], tallies: { [`${OWN} ${REGION}`]: 1 }, records: 3 });
});

it('counts records of other accounts without looking at them', async () => {
  const records = [OWN, OTHER, OTHER].map((accountId, second) =>
    exampleRecord({ second, accountId }),
  );
  const [last] = await take(bodyOf(records), { owner: OWN });
  expect(last).toMatchObject({ seconds: [0], others: 2, tallies: { [`${OWN} ${REGION}`]: 1 } });
});

it('counts each record once, be it read or unreadable', async () => {
  const records = [
    exampleRecord({ second: 1 }),
    exampleRecord({ second: 2, eventTime: 'never' }),
    exampleRecord({ second: 3, name: 'Other', eventTime: 'never' }),
    'no record',
    exampleRecord({ second: 4 }),
  ];
  const [last] = await take(bodyOf(records));
  expect(last?.seconds).toEqual([1, 4]);
  const read = Object.values(last?.tallies ?? {}).reduce((sum, count) => sum + count, 0);
  expect(read + (last?.unreadable ?? 0)).toBe(5);
});

it('files records under the Region that it is told', async () => {
  const [last] = await take(bodyOf([exampleRecord({ second: 1, region: 'nowhere' })]));
  expect(last?.tallies).toEqual({ [`${OWN} ${REGION}`]: 1 });
});

it('commits an empty body as one empty batch', async () => {
  expect(await take(new Uint8Array(0))).toMatchObject([{ seconds: [], records: 0, isLast: true }]);
});

it('counts what comes from the far future as unreadable, and nowhere else', async () => {
  const records = [1, 2, 3].map((second) => exampleRecord({ second, name: 'Act' }));
  const [all] = await take(bodyOf(records));
  expect(all).toMatchObject({ seconds: [1, 2, 3], unreadable: 0 });
  const { eventTime } = exampleRecord({ second: 2, name: 'Act' });
  const [some] = await take(bodyOf(records), { timeMax: Date.parse(String(eventTime)) });
  expect(some).toMatchObject({ seconds: [1, 2], unreadable: 1 });
  expect(some?.tallies).toEqual({ [`${OWN} ${REGION}`]: 2 });
});
