import { describe, expect, it } from 'vitest';
import { detectionFolders } from '../detections/index.ts';
import type { DetectionCase } from '../src/detect/define.ts';
import type { FeedStock } from '../src/lists/sleeping-types.ts';
import { sleepingTypes } from '../src/lists/sleeping-types.ts';

/** What feeds would hold if they held what a case declares. */
function stockOf({ addresses = {}, domains = {}, keys = [] }: NonNullable<DetectionCase['lists']>) {
  const one = (kind: FeedStock['kind'], of: Partial<FeedStock>): FeedStock => ({
    ...{ kind, addresses: 0, domains: 0, keys: 0 },
    ...of,
  });
  return [
    ...Object.values(addresses).flatMap((kinds) =>
      kinds.map((kind) => one(kind, { addresses: 1 })),
    ),
    ...Object.values(domains).flatMap((kinds) => kinds.map((kind) => one(kind, { domains: 1 }))),
    ...keys.map(() => one('leaked-key', { keys: 1 })),
  ];
}

const firing = detectionFolders.flatMap(({ cases }) =>
  cases.cases.flatMap((one) =>
    one.hits.map(({ type }) => ({ type, stock: stockOf(one.lists ?? {}) })),
  ),
);
const types = [...new Set(firing.map(({ type }) => type))];

describe('sleepingTypes agrees with the cases of detections', () => {
  it('calls nothing asleep that fires by what a case declares', () => {
    const wrong = firing.filter(({ type, stock }) => sleepingTypes([type], stock).length > 0);
    expect(wrong).toEqual([]);
  });

  it('calls everything asleep without feeds that only fires by one, and nothing else', () => {
    const needsFeed = (type: string) =>
      firing
        .filter((one) => one.type === type)
        .every(({ stock }) => stock.some(({ kind }) => kind !== 'custom'));
    expect(sleepingTypes(types, []).sort()).toEqual(types.filter(needsFeed).sort());
  });
});
