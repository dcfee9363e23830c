import { expect, it } from 'vitest';
import type { Store } from '../store.ts';
import { makeFinding } from '../testing.ts';

const MINE = '111122223333';
const OTHER = '444455556666';

type Write = (store: Store) => Promise<unknown>;

/** One write of each kind that concerns `MINE`, and whether it concerns `OTHER` as well. */
const writes: Readonly<Record<string, readonly [Write, boolean]>> = {
  account: [
    ({ accounts }) =>
      accounts.put({ accountId: MINE, email: 'a', name: 'n', status: 'ACTIVE', createdAt: 1 }),
    false,
  ],
  role: [
    ({ accounts }) =>
      accounts.putRole({
        accountId: MINE,
        roleName: 'r',
        roleId: 'i',
        trustedAccountId: OTHER,
        createdAt: 1,
      }),
    true,
  ],
  credential: [
    ({ credentials }) =>
      credentials.put({
        accessKeyId: 'A',
        accountId: MINE,
        kind: 'root',
        sealedSecret: 's',
        createdAt: 1,
      }),
    false,
  ],
  organisation: [
    ({ organizations }) =>
      organizations.put({
        organizationId: 'o',
        rootId: 'r',
        managementAccountId: MINE,
        featureSet: 'ALL',
        createdAt: 1,
      }),
    false,
  ],
  request: [
    ({ organizations }) =>
      organizations.putRequest({
        requestId: 'c',
        organizationId: 'o',
        accountName: 'n',
        state: 'SUCCEEDED',
        accountId: MINE,
        requestedAt: 1,
      }),
    false,
  ],
  detector: [
    ({ detectors }) =>
      detectors.put({
        detectorId: 'd',
        accountId: MINE,
        region: 'us-east-1',
        enabled: true,
        publishingFrequency: 'SIX_HOURS',
        features: {},
        tags: {},
        createdAt: 1,
        updatedAt: 1,
      }),
    false,
  ],
  membership: [
    ({ members }) =>
      members.put({
        administratorId: OTHER,
        region: 'us-east-1',
        accountId: MINE,
        email: 'e',
        status: 'Created',
        updatedAt: 1,
      }),
    true,
  ],
  finding: [
    ({ findings }) => findings.put({ finding: makeFinding('f'), key: 'k', sample: false }),
    false,
  ],
  event: [({ ingest }) => ingest.rememberEvents(MINE, ['e'], 1), false],
  memory: [
    ({ ingest }) => ingest.saveMemory([{ scope: `${MINE}|r`, key: 'k', value: 'v', at: 1 }]),
    false,
  ],
  counters: [
    ({ ingest }) =>
      ingest.count({
        accountId: MINE,
        source: 's',
        records: 1,
        duplicates: 0,
        refused: 0,
        unreadable: 0,
        lastAt: 1,
      }),
    false,
  ],
};

export function digestConformance(store: () => Store): void {
  it.each(Object.entries(writes))('notices a new %s', async (_name, [write, concernsOther]) => {
    const before = await Promise.all([store().digest(MINE), store().digest(OTHER)]);
    expect(before[0]).toMatch(/^[0-9a-f]{64}$/);
    await write(store());
    expect(await store().digest(MINE)).not.toBe(before[0]);
    expect((await store().digest(OTHER)) !== before[1]).toBe(concernsOther);
  });

  it('does not depend on the order of writing', async () => {
    const put = (id: string) => (inside: Store) =>
      inside.findings.put({ finding: makeFinding(id), key: id, sample: false });
    const digests: string[] = [];
    for (const ids of [
      ['a', 'b'],
      ['b', 'a'],
    ]) {
      for (const id of ids) await put(id)(store());
      digests.push(await store().digest(MINE));
      await store().detectors.delete(MINE, 'us-east-1');
    }
    expect(digests[0]).toBe(digests[1]);
  });

  it('ignores what belongs to nobody', async () => {
    const before = await store().digest(MINE);
    await store().settings.put('a', 'b');
    await store().ingest.putCheckpoint('s', 'o', 'x', 1);
    expect(await store().digest(MINE)).toBe(before);
  });
}
