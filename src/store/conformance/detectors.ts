import { expect, it } from 'vitest';
import type { Detector } from '../../domain/detector.ts';
import type { Store } from '../store.ts';
import { makeFinding } from '../testing.ts';

const detector: Detector = {
  detectorId: 'd1',
  accountId: '111122223333',
  region: 'us-east-1',
  enabled: true,
  publishingFrequency: 'SIX_HOURS',
  features: {
    S3_DATA_EVENTS: { status: 'ENABLED', updatedAt: 1 },
    RUNTIME_MONITORING: {
      status: 'DISABLED',
      updatedAt: 2,
      additional: { EKS_ADDON_MANAGEMENT: { status: 'DISABLED', updatedAt: 2 } },
    },
  },
  tags: { team: 'blue "quoted"', empty: '' },
  createdAt: 1,
  updatedAt: 2,
};

export function detectorConformance(store: () => Store): void {
  it('keeps a detector as it was put', async () => {
    const { detectors } = store();
    await detectors.put(detector);
    expect(await detectors.get(detector.accountId, detector.region)).toStrictEqual(detector);
    const changed: Detector = { ...detector, enabled: false, clientToken: 'token', tags: {} };
    await detectors.put(changed);
    expect(await detectors.get(detector.accountId, detector.region)).toStrictEqual(changed);
    expect(await detectors.get(detector.accountId, 'eu-west-1')).toBeUndefined();
    expect(await detectors.idOf(detector.accountId, detector.region)).toBe(detector.detectorId);
    expect(await detectors.idOf(detector.accountId, 'eu-west-1')).toBeUndefined();
    expect(await detectors.get('444455556666', detector.region)).toBeUndefined();
  });

  it('deletes a detector with the findings of its account and Region, and no others', async () => {
    const { detectors, findings } = store();
    await detectors.put(detector);
    await detectors.put({ ...detector, detectorId: 'd2', region: 'eu-west-1' });
    await findings.put({ finding: makeFinding('mine'), key: 'k', sample: false });
    const elsewhere = makeFinding('elsewhere', { Region: 'eu-west-1' });
    const foreign = makeFinding('foreign', { AccountId: '444455556666' });
    await findings.put({ finding: elsewhere, key: 'k', sample: false });
    await findings.put({ finding: foreign, key: 'k', sample: false });
    await detectors.delete(detector.accountId, detector.region);
    expect(await detectors.get(detector.accountId, detector.region)).toBeUndefined();
    expect(await detectors.get(detector.accountId, 'eu-west-1')).toBeDefined();
    const accounts = [detector.accountId, '444455556666'];
    expect(await findings.get(accounts, 'us-east-1', ['mine'])).toEqual([]);
    expect(await findings.get(accounts, 'us-east-1', ['foreign'])).toEqual([foreign]);
    expect(await findings.get(accounts, 'eu-west-1', ['elsewhere'])).toEqual([elsewhere]);
    // Nothing of the deleted finding answers for one that comes after it.
    const bare = makeFinding('next', { Resource: { ResourceType: 'AccessKey' } });
    await findings.put({ finding: bare, key: 'k', sample: false });
    const criteria = { 'resource.accessKeyDetails.userName': { equals: ['alice'] } };
    const query = { accountIds: [detector.accountId], region: 'us-east-1', criteria, limit: 5 };
    expect(await findings.list(query)).toEqual({ ids: [] });
  });

  it('keeps settings by name', async () => {
    const { settings } = store();
    expect(await settings.get('name')).toBeUndefined();
    await settings.put('name', 'one');
    await settings.put('name', 'two');
    expect(await settings.get('name')).toBe('two');
  });
}
