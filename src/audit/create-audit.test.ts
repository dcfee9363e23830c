import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import rootCredentialUsage from '../../detections/iam-user/root-credential-usage/detection.ts';
import { createEngine } from '../detect/create-engine.ts';
import type { AuditAttribute, AuditQuery } from '../domain/audit.ts';
import type { Principal } from '../domain/principal.ts';
import { partitionOf } from '../domain/regions.ts';
import { ManualClock } from '../lib/clock.ts';
import { AUDIT_BATCH_MAX, AUDIT_KEPT_DAYS } from '../limits.ts';
import { createPipeline } from '../pipeline/create-pipeline.ts';
import { pipelineLists, putDetector } from '../pipeline/testing.ts';
import { openStore } from '../store/open-store.ts';
import type { Store } from '../store/store.ts';
import { type Audit, type AuditOptions, createAudit } from './create-audit.ts';
import { NOW, OTHER, OWN, servedCall } from './testing.ts';

const REGION = 'us-east-1';
let store: Store;
let clock: ManualClock;
let logged: string[];
const audits: Audit[] = [];
beforeEach(async () => {
  store = await openStore(':memory:');
  clock = new ManualClock(NOW);
  logged = [];
});
afterEach(async () => {
  for (const audit of audits.splice(0)) await audit.close();
  await store.close();
});

async function open(more: Partial<AuditOptions> = {}): Promise<Audit> {
  const log = (about: object, text: string) => logged.push(`${text} ${JSON.stringify(about)}`);
  const options = { store, clock, log: { error: log, warn: log }, ...more };
  const audit = await createAudit(options);
  audits.push(audit);
  return audit;
}

const call = (name: string, given: Parameters<typeof servedCall>[2] = {}) =>
  servedCall('guardduty', name, { region: REGION, ...given });

async function names(audit: Audit, more: Partial<AuditQuery> = {}): Promise<string[]> {
  const page = await audit.lookUp({ accountId: OWN, region: REGION, limit: 50, ...more });
  return page.entries.map((entry) => entry.name);
}

describe('looking up', () => {
  it('finds the calls of an account and Region, the latest first, up to the last one', async () => {
    const audit = await open();
    audit.served(call('ListDetectors'));
    expect(await names(audit)).toEqual(['ListDetectors']);
    audit.served(call('CreateDetector'));
    audit.served(call('GetDetector', { region: 'eu-west-1' }));
    const other = { kind: 'root', accountId: OTHER, accessKeyId: 'AKIAOTHER' } as const;
    audit.served(call('DeleteDetector', { principal: other }));
    expect(await names(audit)).toEqual(['CreateDetector', 'ListDetectors']);
    expect(await names(audit, { accountId: OTHER })).toEqual(['DeleteDetector']);
    expect(await names(audit, { region: 'eu-west-1' })).toEqual(['GetDetector']);
  });

  it('goes page by page over segments, each event once', async () => {
    const audit = await open();
    const made: string[] = [];
    for (let n = 0; n < 12; n += 1) {
      audit.served(call(n % 2 === 0 ? 'ListDetectors' : 'GetDetector', { requestId: `r${n}` }));
      made.unshift(`r${n}`);
      if (n % 5 === 0) await names(audit);
    }
    const seen: unknown[] = [];
    let before: string | undefined;
    let pages = 0;
    do {
      const page = await audit.lookUp({ accountId: OWN, region: REGION, limit: 5, before });
      seen.push(...page.entries.map((entry) => JSON.parse(entry.record).requestID));
      before = page.next;
      pages += 1;
    } while (before !== undefined);
    expect(seen).toEqual(made);
    expect(pages).toBe(3);
  });

  it('keeps to a range of time, with both its ends', async () => {
    const audit = await open();
    for (const name of ['ListDetectors', 'GetDetector', 'CreateDetector']) {
      audit.served(call(name));
      clock.advance(10_000);
    }
    const from = NOW + 10_000;
    expect(await names(audit, { from })).toEqual(['CreateDetector', 'GetDetector']);
    expect(await names(audit, { from, to: from })).toEqual(['GetDetector']);
    expect(await names(audit, { to: NOW - 1 })).toEqual([]);
  });

  it('looks for what is asked for', async () => {
    const audit = await open();
    const user: Principal = {
      kind: 'user',
      ...{ accountId: OWN, accessKeyId: 'AKIAALICE' },
      ...{ userName: 'alice', userId: 'AIDA' },
    };
    audit.served(call('GetDetector', { input: { DetectorId: 'd1' } }));
    audit.served(servedCall('iam', 'GetUser', { principal: user, input: { UserName: 'alice' } }));
    audit.served(call('CreateDetector', { outcome: { output: { DetectorId: 'd1' } } }));
    const by = (key: AuditAttribute, value: string) => names(audit, { attribute: { key, value } });
    expect(await by('EventName', 'GetUser')).toEqual(['GetUser']);
    expect(await by('EventName', 'getuser')).toEqual([]);
    expect(await by('EventSource', 'guardduty.amazonaws.com')).toHaveLength(2);
    expect(await by('ReadOnly', 'false')).toEqual(['CreateDetector']);
    expect(await by('Username', 'root')).toEqual(['CreateDetector', 'GetDetector']);
    expect(await by('Username', 'alice')).toEqual(['GetUser']);
    expect(await by('AccessKeyId', 'AKIAALICE')).toEqual(['GetUser']);
    expect(await by('ResourceName', 'd1')).toEqual(['CreateDetector', 'GetDetector']);
    expect(await by('ResourceType', 'AWS::IAM::User')).toEqual(['GetUser']);
    const all = await audit.lookUp({ accountId: OWN, region: REGION, limit: 50 });
    const id = all.entries[1]?.eventId ?? '';
    expect(await by('EventId', id)).toEqual(['GetUser']);
    expect(await by('EventId', id.slice(0, -1))).toEqual([]);
  });
});

describe('writing', () => {
  it('has everything that was answered in the store when the server has ended', async () => {
    const audit = await open();
    const count = AUDIT_BATCH_MAX + 10;
    for (let n = 0; n < count; n += 1) audit.served(call('ListDetectors'));
    await audit.close();
    expect(audit.metrics()).toEqual({ waiting: 0, written: count, lost: 0, unattributed: 0 });
    const segments = await store.audit.latest({ accountId: OWN, region: REGION }, 100);
    expect(segments.reduce((sum, segment) => sum + segment.events, 0)).toBe(count);
  });

  it('keeps what could not be written, and tries again', async () => {
    let fails = true;
    const transaction: Store['transaction'] = (work) =>
      fails ? Promise.reject(new Error('the disk is full')) : store.transaction(work);
    const audit = await open({ store: { ...store, transaction } });
    audit.served(call('CreateDetector'));
    expect(await names(audit)).toEqual([]);
    expect(audit.metrics()).toMatchObject({ waiting: 1, written: 0 });
    expect(logged.join()).toContain('could not be written and is tried again');
    fails = false;
    expect(await names(audit)).toEqual(['CreateDetector']);
  });

  it('says at the end that it could not write', async () => {
    const transaction = () => Promise.reject(new Error('the disk is full'));
    const audit = await open({ store: { ...store, transaction } });
    audit.served(call('CreateDetector'));
    await audit.close();
    expect(logged.join()).toContain('calls are missing in the trail {"events":1}');
  });

  it('tells of lost events in their own trail and in the log', async () => {
    const audit = await open({ queue: { eventsMax: 2, charsMax: 100_000 } });
    for (let n = 0; n < 5; n += 1) audit.served(call('ListDetectors'));
    expect(await names(audit)).toEqual(['AuditEventsLost', 'ListDetectors', 'ListDetectors']);
    expect(audit.metrics().lost).toBe(3);
    expect(logged.join()).toContain('no room in the queue of the trail {"events":3}');
  });

  it('goes on in order where the clock was put back between starts', async () => {
    const first = await open();
    first.served(call('CreateDetector'));
    await first.close();
    clock.advance(-3_600_000);
    const second = await open();
    second.served(call('GetDetector'));
    expect(await names(second)).toEqual(['GetDetector', 'CreateDetector']);
  });

  it('forgets what is too old, and tells of requests that nobody proved to have sent', async () => {
    const audit = await open();
    audit.served(call('ListDetectors'));
    await names(audit);
    clock.advance((AUDIT_KEPT_DAYS + 1) * 86_400_000);
    audit.served(call('GetDetector'));
    expect(await names(audit)).toEqual(['GetDetector', 'ListDetectors']);
    audit.unattributed();
    audit.unattributed();
    await audit.sweep();
    expect(await names(audit)).toEqual(['GetDetector']);
    await audit.sweep();
    const told = logged.filter((line) => line.includes('proved no identity'));
    expect(told).toEqual([expect.stringContaining('{"requests":2}')]);
  });
});

describe('detection', () => {
  function pipeline() {
    const engine = createEngine([rootCredentialUsage]);
    return createPipeline({ store, clock, engine, partitionOf, lists: pipelineLists() });
  }
  /** What the finding about root counts. */
  async function counted(): Promise<number> {
    const where = { accountIds: [OWN], region: REGION };
    const { ids } = await store.findings.list({ ...where, limit: 10 });
    const found = await store.findings.get([OWN], REGION, ids);
    return found.reduce((sum, finding) => sum + (finding.Service?.Count ?? 0), 0);
  }

  it('sees each call once, whatever ends in between', async () => {
    await putDetector(store, OWN, { region: REGION });
    const first = await open({ intake: pipeline() });
    for (let n = 0; n < 3; n += 1) first.served(call('ListDetectors'));
    await names(first);
    await first.close();
    // The end waits for the batch under way only: the next start goes on.
    const second = await open({ intake: pipeline() });
    second.start();
    second.served(call('ListDetectors'));
    await names(second);
    await second.close();
    const third = await open({ intake: pipeline() });
    third.start();
    await third.close();
    expect(await counted()).toBe(4);
  });

  it('catches up with what came while it was off', async () => {
    await putDetector(store, OWN, { region: REGION });
    const off = await open();
    off.served(call('ListDetectors'));
    await off.close();
    expect(await counted()).toBe(0);
    const on = await open({ intake: pipeline() });
    on.start();
    await on.close();
    expect(logged).toEqual([]);
    expect(await counted()).toBe(1);
  });
});
