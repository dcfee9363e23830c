import { expect, it } from 'vitest';
import type { Store } from '../store.ts';

const OWN = '111122223333';
const OTHER = '444455556666';
const REGION = 'us-east-1';

export function usageConformance(store: () => Store): void {
  const trail = (events: number) => ({ feature: 'CLOUD_TRAIL', resource: '', events });
  const bucket = (resource: string, events: number) => {
    return { feature: 'S3_DATA_EVENTS', resource, events };
  };

  it('adds to the counters of a day, and sums them up by what is asked for', async () => {
    const { usage } = store();
    await usage.add(OWN, REGION, '2026-11-01', [trail(1), bucket('a', 2)]);
    await usage.add(OWN, REGION, '2026-11-01', [trail(10)]);
    await usage.add(OWN, REGION, '2026-11-02', [bucket('a', 20), bucket('b', 7)]);
    await usage.add(OTHER, REGION, '2026-11-02', [trail(100)]);
    await usage.add(OWN, 'eu-west-1', '2026-11-02', [trail(1000)]);
    const of = { accountIds: [OWN, OTHER], region: REGION, fromDay: '2026-11-01' };
    const sums = async (more: Partial<Parameters<typeof usage.sums>[0]>, by: 'ACCOUNT'[] = []) => {
      const found = await usage.sums({ ...of, ...more }, by);
      return found.map((one) => [...one.keys, one.feature, one.events].join(' ')).sort();
    };
    expect(await sums({})).toEqual(['CLOUD_TRAIL 111', 'S3_DATA_EVENTS 29']);
    expect(await sums({}, ['ACCOUNT'])).toEqual([
      `${OWN} CLOUD_TRAIL 11`,
      `${OWN} S3_DATA_EVENTS 29`,
      `${OTHER} CLOUD_TRAIL 100`,
    ]);
    expect(await sums({ fromDay: '2026-11-02' })).toEqual(['CLOUD_TRAIL 100', 'S3_DATA_EVENTS 27']);
    expect(await sums({ accountIds: [OWN], features: ['CLOUD_TRAIL'] })).toEqual([
      'CLOUD_TRAIL 11',
    ]);
    expect(await sums({ resources: ['b'] })).toEqual(['S3_DATA_EVENTS 7']);
    expect(await sums({ accountIds: [] })).toEqual([]);
    const byResource = await usage.sums(of, ['RESOURCE']);
    expect(byResource).toContainEqual({ keys: ['a'], feature: 'S3_DATA_EVENTS', events: 22 });
  });

  it('knows the resources of a day, and forgets days', async () => {
    const { usage } = store();
    await usage.add(OWN, REGION, '2026-11-01', [trail(1), bucket('a', 2), bucket('b', 2)]);
    await usage.add(OWN, REGION, '2026-11-02', [bucket('c', 2)]);
    await usage.add(OTHER, REGION, '2026-11-01', [bucket('d', 2)]);
    const day = async (at: string) => [...(await usage.resourcesOfDay(OWN, REGION, at))].sort();
    expect(await day('2026-11-01')).toEqual(['a', 'b']);
    expect(await usage.forget('2026-11-02')).toBe(4);
    expect(await day('2026-11-01')).toEqual([]);
    expect(await day('2026-11-02')).toEqual(['c']);
  });

  it('begins a trial once', async () => {
    const { usage } = store();
    await usage.beginTrials(OWN, REGION, ['A', 'B'], 1);
    await usage.beginTrials(OWN, REGION, ['B', 'C'], 2);
    await usage.beginTrials(OWN, 'eu-west-1', ['A'], 3);
    const begun = await usage.trials(OWN, REGION);
    expect([...begun].sort()).toEqual([
      ['A', 1],
      ['B', 1],
      ['C', 2],
    ]);
    expect(await usage.trials(OTHER, REGION)).toEqual(new Map());
  });
}
