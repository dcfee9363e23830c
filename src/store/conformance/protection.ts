import { expect, it } from 'vitest';
import type { MalwareScan, MalwareScanSettings } from '../../domain/malware-scan.ts';
import type { PublishingDestination } from '../../domain/publishing-destination.ts';
import type { RuleAssociation, RuleConfiguration } from '../../domain/rule-association.ts';
import type { Store } from '../store.ts';
import {
  association,
  configuration,
  destination,
  MINE,
  OTHER,
  plan,
  REGION,
  scan,
} from './protection-examples.ts';

export function destinationConformance(store: () => Store): void {
  it('keeps a destination as it was put', async () => {
    const { destinations } = store();
    await destinations.put(destination);
    expect(await destinations.get(MINE, REGION, 'd')).toStrictEqual(destination);
    const { expectedBucketOwner: _, ...rest } = destination;
    const changed: PublishingDestination = { ...rest, status: 'PUBLISHING', tags: {} };
    await destinations.put(changed);
    expect(await destinations.get(MINE, REGION, 'd')).toStrictEqual(changed);
    expect(await destinations.get(OTHER, REGION, 'd')).toBeUndefined();
    expect(await destinations.get(MINE, 'eu-west-1', 'd')).toBeUndefined();
  });

  it('lists those of an account and Region by id', async () => {
    const { destinations } = store();
    for (const destinationId of ['c', 'a', 'b']) {
      await destinations.put({ ...destination, destinationId });
    }
    await destinations.put({ ...destination, destinationId: 'x', region: 'eu-west-1' });
    await destinations.put({ ...destination, destinationId: 'y', accountId: OTHER });
    const ids = async (limit: number, after?: string) =>
      (await destinations.list(MINE, REGION, limit, after)).map((one) => one.destinationId);
    expect(await ids(2)).toEqual(['a', 'b']);
    expect(await ids(2, 'b')).toEqual(['c']);
    await destinations.delete(MINE, REGION, 'b');
    expect(await ids(9)).toEqual(['a', 'c']);
  });

  it('finds those of everybody that are not known to work', async () => {
    const { destinations } = store();
    const put = (destinationId: string, status: PublishingDestination['status']) =>
      destinations.put({ ...destination, destinationId, status, accountId: OTHER });
    await put('b', 'PENDING_VERIFICATION');
    await put('a', 'UNABLE_TO_PUBLISH_FIX_DESTINATION_PROPERTY');
    await put('c', 'PUBLISHING');
    await put('d', 'STOPPED');
    await destinations.put({ ...destination, destinationId: 'e' });
    const ids = async (limit: number, after?: string) =>
      (await destinations.unverified(limit, after)).map((one) => one.destinationId);
    expect(await ids(2)).toEqual(['a', 'b']);
    expect(await ids(2, 'b')).toEqual(['e']);
  });
}

export function malwareConformance(store: () => Store): void {
  it('keeps settings of scans by account and Region', async () => {
    const { malware } = store();
    expect(await malware.settings(MINE, REGION)).toBeUndefined();
    const settings: MalwareScanSettings = {
      accountId: MINE,
      region: REGION,
      criteria: { Include: { EC2_INSTANCE_TAG: { MapEquals: [{ Key: 'k', Value: 'v' }] } } },
      snapshotPreservation: 'RETENTION_WITH_FINDING',
    };
    await malware.putSettings({ ...settings, criteria: {} });
    await malware.putSettings(settings);
    expect(await malware.settings(MINE, REGION)).toStrictEqual(settings);
    expect(await malware.settings(OTHER, REGION)).toBeUndefined();
  });

  it('keeps plans, and finds them by bucket', async () => {
    const { malware } = store();
    await malware.putPlan(plan);
    await malware.putPlan({ ...plan, planId: 'q', bucket: 'second' });
    await malware.putPlan({ ...plan, planId: 'r', accountId: OTHER });
    await malware.putPlan({ ...plan, prefixes: ['a/'] });
    const changed = { ...plan, prefixes: ['a/'] };
    expect(await malware.getPlan(MINE, REGION, 'p')).toStrictEqual(changed);
    expect(await malware.getPlan(MINE, REGION, 'r')).toBeUndefined();
    expect(await malware.planOfBucket(MINE, REGION, 'bucket')).toStrictEqual(changed);
    expect(await malware.planOfBucket(MINE, 'eu-west-1', 'bucket')).toBeUndefined();
    const ids = async (limit: number, after?: string) =>
      (await malware.listPlans(MINE, REGION, limit, after)).map((one) => one.planId);
    expect(await ids(1)).toEqual(['p']);
    expect(await ids(1, 'p')).toEqual(['q']);
    await malware.deletePlan(MINE, REGION, 'p');
    expect(await ids(5)).toEqual(['q']);
  });
  scanConformance(store);
}

function scanConformance(store: () => Store): void {
  it('keeps scans, and finds them by token and while they run', async () => {
    const { malware } = store();
    const ended: MalwareScan = { ...scan, status: 'FAILED', ended: { completedAt: 9 } };
    await malware.putScan(scan);
    await malware.putScan({ ...scan, scanId: 't', startedBy: OTHER });
    expect(await malware.getScan('s')).toStrictEqual(scan);
    expect(await malware.getScan('absent')).toBeUndefined();
    expect((await malware.scanByToken(MINE, REGION, 'token'))?.scanId).toBe('s');
    expect((await malware.scanByToken(OTHER, REGION, 'token'))?.scanId).toBe('t');
    expect(await malware.scanByToken(MINE, 'eu-west-1', 'token')).toBeUndefined();
    expect((await malware.runningScans(1)).map((one) => one.scanId)).toEqual(['s']);
    expect((await malware.runningScans(1, 's')).map((one) => one.scanId)).toEqual(['t']);
    await malware.putScan(ended);
    expect(await malware.getScan('s')).toStrictEqual(ended);
    expect((await malware.runningScans(9)).map((one) => one.scanId)).toEqual(['t']);
  });

  it('lists scans in either order, page by page, narrowed as asked for', async () => {
    const { malware } = store();
    const put = (scanId: string, change: Partial<MalwareScan>) =>
      malware.putScan({ ...scan, scanId, ...change });
    await put('a', { startedAt: 10 });
    await put('b', { startedAt: 20, status: 'FAILED', resourceType: 'EBS_SNAPSHOT' });
    await put('c', { startedAt: 20, resourceArn: 'arn:c', findingId: 'f' });
    await put('x', { startedAt: 30, accountId: OTHER });
    await put('y', { startedAt: 30, region: 'eu-west-1' });
    type Query = Parameters<typeof malware.listScans>[0];
    const ids = async (change: Partial<Query>) => {
      const base = { accountIds: [MINE], region: REGION, descending: true, limit: 9 };
      return (await malware.listScans({ ...base, ...change })).map((one) => one.scanId);
    };
    expect(await ids({})).toEqual(['c', 'b', 'a']);
    expect(await ids({ descending: false })).toEqual(['a', 'b', 'c']);
    expect(await ids({ limit: 1, after: { startedAt: 20, scanId: 'c' } })).toEqual(['b']);
    const after = { startedAt: 20, scanId: 'b' };
    expect(await ids({ descending: false, after })).toEqual(['c']);
    expect(await ids({ accountIds: [MINE, OTHER] })).toEqual(['x', 'c', 'b', 'a']);
    expect(await ids({ accountIds: [] })).toEqual([]);
    expect(await ids({ startedAfter: 10 })).toEqual(['c', 'b']);
    expect(await ids({ startedBefore: 20 })).toEqual(['a']);
    expect(await ids({ instancesOnly: true })).toEqual(['c', 'a']);
    const equals = (field: NonNullable<Query['equals']>['field'], value: string) =>
      ids({ equals: { field, value } });
    expect(await equals('scanId', 'a')).toEqual(['a']);
    expect(await equals('status', 'FAILED')).toEqual(['b']);
    expect(await equals('resourceArn', 'arn:c')).toEqual(['c']);
    expect(await equals('findingId', 'f')).toEqual(['c']);
    expect(await equals('resourceType', 'EBS_SNAPSHOT')).toEqual(['b']);
    expect(await equals('accountId', OTHER)).toEqual([]);
    expect(await equals('scanType', 'ON_DEMAND')).toEqual(['c', 'b', 'a']);
  });
}

export function detectionRuleConformance(store: () => Store): void {
  it('keeps one association of an account, Region and rule', async () => {
    const { detectionRules } = store();
    await detectionRules.putAssociation(association);
    const changed: RuleAssociation = { ...association, mode: 'LIVE', administratorId: OTHER };
    await detectionRules.putAssociation({ ...association, ruleId: 'a-rule' });
    await detectionRules.putAssociation({ ...association, region: 'eu-west-1' });
    await detectionRules.putAssociation(changed);
    expect(await detectionRules.association(MINE, REGION, 'rule')).toStrictEqual(changed);
    expect(await detectionRules.association(OTHER, REGION, 'rule')).toBeUndefined();
    const rules = async () =>
      (await detectionRules.associations(MINE, REGION)).map((one) => one.ruleId);
    expect(await rules()).toEqual(['a-rule', 'rule']);
    expect(await detectionRules.associationsMadeBy(OTHER, REGION, 'rule')).toEqual([changed]);
    expect(await detectionRules.associationsMadeBy(MINE, REGION, 'rule')).toEqual([]);
    await detectionRules.deleteAssociation(MINE, REGION, 'rule');
    expect(await rules()).toEqual(['a-rule']);
  });

  it('keeps one configuration of an account, Region, rule and mode', async () => {
    const { detectionRules } = store();
    await detectionRules.putConfiguration(configuration);
    const live: RuleConfiguration = { ...configuration, mode: 'LIVE', excludeAccountIds: [MINE] };
    await detectionRules.putConfiguration({ ...live, excludeAccountIds: [] });
    await detectionRules.putConfiguration(live);
    await detectionRules.putConfiguration({ ...configuration, accountId: OTHER });
    expect(await detectionRules.configurations(MINE, REGION)).toStrictEqual([configuration, live]);
    await detectionRules.deleteConfiguration(MINE, REGION, 'rule', 'DRY_RUN');
    expect(await detectionRules.configurations(MINE, REGION)).toStrictEqual([live]);
    expect(await detectionRules.configurations(MINE, 'eu-west-1')).toEqual([]);
  });

  it('loses with the detector what cannot be without it', async () => {
    const { detectionRules, destinations, malware, detectors } = store();
    await detectionRules.putAssociation(association);
    await detectionRules.putConfiguration(configuration);
    await destinations.put(destination);
    await malware.putPlan(plan);
    await malware.putScan(scan);
    await detectors.delete(MINE, REGION);
    expect(await detectionRules.associations(MINE, REGION)).toEqual([]);
    expect(await detectionRules.configurations(MINE, REGION)).toEqual([]);
    expect(await destinations.list(MINE, REGION, 9)).toEqual([]);
    expect(await malware.getPlan(MINE, REGION, 'p')).toStrictEqual(plan);
    expect(await malware.getScan('s')).toStrictEqual(scan);
  });
}
