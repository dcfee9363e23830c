import { afterEach, beforeEach, expect, it } from 'vitest';
import { createEventRecorder } from './record-events.ts';
import { runSilenceChecks } from './run-silence-checks.ts';
import { createSink } from './sinks/create-sink.ts';
import { toSlack } from './sinks/to-slack.ts';
import { OWN, openParts, START } from './testing.ts';

const HOUR = 3_600_000;
const SOURCE = 's3://logs/AWSLogs/';

let parts: Awaited<ReturnType<typeof openParts>>;
beforeEach(async () => {
  parts = await openParts();
});
afterEach(() => parts.store.close());

function check(): Promise<number> {
  const { store, clock, log } = parts;
  const mailer = { send: async () => undefined } as never;
  const filter = { events: ['source' as const], regions: ['eu-west-1'] };
  const sink = createSink({ name: 'soc', type: 'file', path: '/x', filter }, { clock, mailer });
  const recorder = createEventRecorder({
    sinks: [sink],
    findingJson: () => ({}),
    now: () => clock.now(),
  });
  return runSilenceChecks({ store, clock, log, recorder, silentHours: 2 });
}

async function events() {
  const items = await parts.store.outbox.due('soc', parts.clock.now(), 10);
  await parts.store.outbox.delivered(items, parts.clock.now());
  return items.map(({ body }) => JSON.parse(body));
}

it('tells the sinks once that a source is silent, and once that it speaks again', async () => {
  const { store, clock } = parts;
  await store.ingest.declareSources(OWN, [SOURCE], START);
  clock.advance(2 * HOUR - 1);
  expect(await check()).toBe(0);
  clock.advance(1);
  expect(await check()).toBe(1);
  expect(await check()).toBe(0);
  const [silent] = await events();
  expect(silent).toMatchObject({
    'detail-type': 'Vedette Source Silence',
    source: 'vedette',
    account: OWN,
    detail: { source: SOURCE, accountId: OWN, status: 'SILENT' },
  });
  expect(JSON.stringify(toSlack(silent))).toContain('is silent (nothing has come yet)');
  const [row] = await store.ingest.sources(OWN);
  expect(row).toMatchObject({ records: 0, silentAt: clock.now(), lastAt: 0 });

  const none = { duplicates: 0, refused: 0, unreadable: 0 };
  const tally = { accountId: '444455556666', source: SOURCE, records: 3, ...none };
  await store.ingest.count({ ...tally, lastAt: clock.now() });
  expect(await check()).toBe(1);
  const [again] = await events();
  expect(again.detail).toMatchObject({ status: 'SPEAKING', lastRecordAt: expect.any(String) });
  expect(again.id).not.toBe(silent.id);
  expect((await store.ingest.sources(OWN))[0]?.silentAt).toBeUndefined();
  expect(parts.logged.join()).toContain('a source has fallen silent');
});
