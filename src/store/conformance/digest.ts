import { expect, it } from 'vitest';
import { administratorRole } from '../../domain/iam.ts';
import type { Store } from '../store.ts';
import { makeFinding } from '../testing.ts';
import { exampleBucket, exampleObject, exampleUpload } from './buckets.ts';
import { exampleAlias, exampleGrant, exampleKey } from './kms.ts';
import { protectionWrites } from './protection-examples.ts';
import { exampleStack } from './stacks.ts';

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
    ({ iam }) =>
      iam.put(
        administratorRole({ accountId: MINE, name: 'r', id: 'i', createdAt: 1 }, OTHER, 'aws'),
      ),
    false,
  ],
  policy: [
    ({ iam }) =>
      iam.putPolicy({
        accountId: MINE,
        name: 'p',
        id: 'i',
        path: '/',
        tags: {},
        defaultVersionId: 'v1',
        versions: [],
        lastVersion: 1,
        createdAt: 1,
        updatedAt: 1,
      }),
    false,
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
  bucket: [({ buckets }) => buckets.put({ ...exampleBucket, accountId: MINE }), false],
  object: [
    async ({ buckets }) => {
      await buckets.put({ ...exampleBucket, accountId: MINE });
      await buckets.putObject(exampleObject);
    },
    false,
  ],
  upload: [
    async ({ buckets }) => {
      await buckets.put({ ...exampleBucket, accountId: MINE });
      await buckets.putUpload(exampleUpload);
    },
    false,
  ],
  stack: [({ stacks }) => stacks.put('stack', { ...exampleStack, accountId: MINE }), false],
  key: [({ kms }) => kms.putKey({ ...exampleKey, accountId: MINE }), false],
  'key alias': [({ kms }) => kms.putAlias({ ...exampleAlias, accountId: MINE }), false],
  'key grant': [
    async ({ kms }) => {
      await kms.putKey({ ...exampleKey, accountId: MINE });
      await kms.putGrant(exampleGrant);
    },
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
  attachment: [
    ({ organizations }) =>
      organizations.attach({
        organizationId: 'o',
        targetId: MINE,
        policyId: 'p-FullAWSAccess',
        attachedAt: 1,
      }),
    false,
  ],
  delegation: [
    ({ organizations }) =>
      organizations.putDelegation({
        organizationId: 'o',
        accountId: MINE,
        servicePrincipal: 'guardduty.amazonaws.com',
        enabledAt: 1,
      }),
    false,
  ],
  'tag of an account': [({ organizations }) => organizations.putTags('o', MINE, { a: 'b' }), false],
  'thing of its organisation': [
    async ({ organizations }) => {
      await organizations.put({
        organizationId: 'o',
        rootId: 'r',
        managementAccountId: OTHER,
        featureSet: 'ALL',
        createdAt: 1,
      });
      await organizations.putHandshake({
        handshakeId: 'h',
        organizationId: 'o',
        party: { type: 'ACCOUNT', id: MINE },
        tags: {},
        requestedAt: 1,
        expiresAt: 2,
      });
    },
    true,
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
  administration: [
    async ({ administrations }) => {
      const autoEnable = 'NEW';
      const key = { organizationId: 'o', region: 'us-east-1' };
      const times = { createdAt: 1, updatedAt: 1 };
      await administrations.put({
        ...key,
        ...times,
        administratorId: MINE,
        autoEnable,
        features: {},
      });
      await administrations.wait(key, OTHER);
    },
    true,
  ],
  usage: [
    ({ usage }) =>
      usage.add(MINE, 'us-east-1', '2026-11-23', [{ feature: 'f', resource: '', events: 1 }]),
    false,
  ],
  notice: [
    ({ notices }) =>
      notices.put({
        noticeId: 'n',
        accountId: MINE,
        region: 'us-east-1',
        kind: 'invitation',
        aboutAccountId: '123456789012',
        createdAt: 1,
      }),
    false,
  ],
  'free trial': [({ usage }) => usage.beginTrials(MINE, 'us-east-1', ['f'], 1), false],
  finding: [
    ({ findings }) => findings.put({ finding: makeFinding('f'), key: 'k', sample: false }),
    false,
  ],
  filter: [
    ({ filters }) =>
      filters.put({
        accountId: MINE,
        region: 'us-east-1',
        name: 'n',
        action: 'NOOP',
        rank: 1,
        criteria: {},
        tags: {},
        createdAt: 1,
        updatedAt: 1,
        version: 1,
      }),
    false,
  ],
  list: [
    ({ lists }) =>
      lists.put({
        listId: 'l',
        kind: 'ipset',
        accountId: MINE,
        region: 'us-east-1',
        name: 'n',
        format: 'TXT',
        location: 's3://bucket/key',
        status: 'INACTIVE',
        tags: {},
        createdAt: 1,
        updatedAt: 1,
        version: 1,
      }),
    false,
  ],
  ...protectionWrites,
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
