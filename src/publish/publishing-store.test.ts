import type { Finding } from '@aws-sdk/client-guardduty';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Membership } from '../domain/membership.ts';
import { isoMillis } from '../lib/clock.ts';
import type { Store } from '../store/store.ts';
import type { EventSink } from './event-sink.ts';
import type { PublishedEvent } from './published-event.ts';
import { publishingStore } from './publishing-store.ts';
import { createEventRecorder } from './record-events.ts';
import { createSinkFilter, type FilterSettings } from './sinks/sink-filter.ts';
import { ADMINISTRATOR, OWN, openParts, REGION } from './testing.ts';

const HOUR = 3_600_000;
let parts: Awaited<ReturnType<typeof openParts>>;
let store: Store;
let wakes: number;
beforeEach(async () => {
  parts = await openParts();
  wakes = 0;
  use(sink('events', {}));
});
afterEach(() => parts.store.close());

function sink(name: string, filter: FilterSettings, more: Partial<EventSink> = {}): EventSink {
  const send = async () => {};
  const audience = 'each';
  return {
    name,
    type: 't',
    itemsMax: 9,
    send,
    audience,
    filter: createSinkFilter(filter),
    ...more,
  };
}

function use(...sinks: EventSink[]): void {
  const now = () => parts.clock.now();
  const findingJson = ({ Id, Type, Severity, Service }: Finding) => {
    return { id: Id, type: Type, severity: Severity, count: Service?.Count };
  };
  const recorder = createEventRecorder({ sinks, findingJson, now });
  const wake = () => {
    wakes += 1;
  };
  store = publishingStore(parts.store, { recorder, now, wake });
}

async function putDetector(accountId: string, frequency: 'SIX_HOURS' | 'FIFTEEN_MINUTES') {
  await parts.store.detectors.put({
    ...{ detectorId: accountId.padEnd(32, '0'), accountId, region: REGION, enabled: true },
    ...{ publishingFrequency: frequency, features: {}, tags: {}, createdAt: 1, updatedAt: 1 },
  });
}

function occur(count: number, more: { suppressed?: boolean; archived?: boolean } = {}) {
  const at = isoMillis(parts.clock.now());
  const finding: Finding = {
    ...{ Id: 'f'.repeat(32), AccountId: OWN, Region: REGION, Type: 'Recon:EC2/Portscan' },
    ...{ Severity: 5, CreatedAt: at, UpdatedAt: at, Arn: 'a', SchemaVersion: '2.0' },
    Resource: {},
    Service: { Count: count, Archived: more.archived ?? false },
  };
  const stored = { finding, key: 'k', sample: false, suppressed: more.suppressed ?? false };
  return store.transaction((inside) => inside.findings.put(stored));
}

/** Takes out what is due, and says for whom it is and which version. */
async function due(name = 'events'): Promise<string[]> {
  const items = await parts.store.outbox.due(name, parts.clock.now(), 99);
  await parts.store.outbox.delivered(items, parts.clock.now());
  return items.map(({ body }) => {
    const { account, detail } = JSON.parse(body) as PublishedEvent;
    return `${account} ${detail.count ?? detail.status}`;
  });
}

const associated: Membership = {
  ...{ administratorId: ADMINISTRATOR, region: REGION, accountId: OWN, email: 'o@example.com' },
  ...{ status: 'Enabled', updatedAt: 7 },
};

describe('a finding', () => {
  it('is sent at once when it is new, and its changes together with the window', async () => {
    await putDetector(OWN, 'SIX_HOURS');
    await occur(1);
    expect(await due()).toEqual([`${OWN} 1`]);
    await occur(2);
    await occur(3);
    parts.clock.advance(3 * HOUR - 1);
    expect(await due()).toEqual([]);
    parts.clock.advance(1);
    expect(await due()).toEqual([`${OWN} 3`]);
    expect(wakes).toBe(3);
  });

  it('goes to the administrator too, who decides how often', async () => {
    await putDetector(OWN, 'SIX_HOURS');
    await putDetector(ADMINISTRATOR, 'FIFTEEN_MINUTES');
    await parts.store.members.put(associated);
    await occur(1);
    expect(await due()).toEqual([`${OWN} 1`, `${ADMINISTRATOR} 1`]);
    await occur(2);
    parts.clock.advance(HOUR / 4);
    expect(await due()).toEqual([`${OWN} 2`, `${ADMINISTRATOR} 2`]);
  });

  it('goes nowhere while a rule archives it', async () => {
    await occur(1, { suppressed: true, archived: true });
    await occur(2, { suppressed: true, archived: true });
    parts.clock.advance(24 * HOUR);
    expect(await due()).toEqual([]);
  });

  it('goes on being sent when a person has archived it, and when it is brought back', async () => {
    await occur(1);
    await due();
    const archive = (archived: boolean) =>
      store.transaction((inside) =>
        inside.findings.setArchived([OWN], REGION, ['f'.repeat(32)], archived, parts.clock.now()),
      );
    await archive(true);
    parts.clock.advance(24 * HOUR);
    expect(await due()).toEqual([]);
    await occur(2, { archived: true });
    parts.clock.advance(24 * HOUR);
    expect(await due()).toEqual([`${OWN} 2`]);
    await archive(false);
    await archive(false);
    parts.clock.advance(24 * HOUR);
    expect(await due()).toEqual([`${OWN} 2`]);
  });

  it('is written with its events or not at all', async () => {
    const broken = store.transaction(async (inside) => {
      await inside.transaction((nested) =>
        nested.findings.put({
          finding: { Id: 'g', AccountId: OWN } as Finding,
          ...{ key: 'k', sample: false },
        }),
      );
      throw new Error('no');
    });
    await expect(broken).rejects.toThrow('no');
    expect(await parts.store.outbox.counts('events')).toEqual({ waiting: 0, dead: 0 });
    expect(wakes).toBe(0);
  });
});

describe('sinks', () => {
  it('have filters, audiences and digests of their own', async () => {
    await parts.store.members.put(associated);
    use(
      sink('high', { severityMin: 7 }),
      sink('types', { types: ['Recon:*'], regions: [REGION] }),
      sink('elsewhere', { regions: ['us-east-1'] }),
      sink('theirs', { accounts: [ADMINISTRATOR] }),
      sink('once', { accounts: [ADMINISTRATOR] }, { audience: 'once' }),
      sink('members', { events: ['membership'] }),
      sink('digest', {}, { audience: 'once', digestMinutes: 60 }),
    );
    await occur(1);
    expect(await due('high')).toEqual([]);
    expect(await due('types')).toEqual([`${OWN} 1`, `${ADMINISTRATOR} 1`]);
    expect(await due('elsewhere')).toEqual([]);
    expect(await due('theirs')).toEqual([`${ADMINISTRATOR} 1`]);
    expect(await due('once')).toEqual([`${OWN} 1`]);
    expect(await due('members')).toEqual([]);
    expect(await due('digest')).toEqual([]);
    parts.clock.advance(HOUR);
    expect(await due('digest')).toEqual([`${OWN} 1`]);
  });
});

describe('a membership', () => {
  it('is told of on both sides when its status changes, and only then', async () => {
    const put = (status: Membership['status']) =>
      store.transaction((inside) => inside.members.put({ ...associated, status }));
    await put('Created');
    await put('Created');
    expect(await due()).toEqual([`${OWN} Created`, `${ADMINISTRATOR} Created`]);
    await put('Invited');
    const [item] = await parts.store.outbox.due('events', parts.clock.now(), 1);
    expect(JSON.parse(item?.body ?? '')).toMatchObject({
      'detail-type': 'Vedette Membership Change',
      source: 'vedette',
      account: OWN,
      region: REGION,
      time: '1970-01-01T00:00:00.007Z',
      detail: { administratorId: ADMINISTRATOR, previousStatus: 'Created', status: 'Invited' },
    });
    await due();
    await store.transaction((inside) => inside.members.delete(ADMINISTRATOR, REGION, OWN));
    expect(await due()).toEqual([`${OWN} absent`, `${ADMINISTRATOR} absent`]);
  });
});
