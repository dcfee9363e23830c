import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type {
  DestinationLack,
  DestinationVerdict,
  PublishingDestination,
} from '../../../domain/publishing-destination.ts';
import { TAGS_PER_RESOURCE_MAX } from '../../../limits.ts';
import { ERROR_TEXTS } from '../errors.ts';
import {
  ADMINISTRATOR,
  enable,
  type Harness,
  MEMBER,
  OTHER,
  openHarness,
  openPair,
  REGION,
  refusalOf,
  START,
} from '../testing.ts';
import { runDestinationChecks } from './run-destination-checks.ts';

const ARN = 'arn:aws:s3:::example-bucket/findings/';
const KEY = `arn:aws:kms:${REGION}:${MEMBER}:key/84cee9c5-dea1-401a-ab6d-e1de7example`;
const UNABLE = 'UNABLE_TO_PUBLISH_FIX_DESTINATION_PROPERTY';

let harness: Harness;
let DetectorId: string;

beforeEach(async () => {
  harness = await openHarness();
  DetectorId = await enable(harness.call, MEMBER);
});
afterEach(() => harness.store.close());

const input = (change: object = {}) => ({
  DetectorId,
  DestinationType: 'S3' as const,
  DestinationProperties: { DestinationArn: ARN, KmsKeyArn: KEY },
  ...change,
});
const create = async (change: object = {}) =>
  (await harness.call(MEMBER, 'CreatePublishingDestination', input(change))).DestinationId ?? '';
const describeIt = (DestinationId: string) =>
  harness.call(MEMBER, 'DescribePublishingDestination', { DetectorId, DestinationId });
const messageOf = async (work: Promise<unknown>) => (await refusalOf(work)).message;

describe('CreatePublishingDestination', () => {
  it('keeps what is given, not yet verified, and asks for the check', async () => {
    const Tags = { team: 'red' };
    const DestinationProperties = {
      DestinationArn: ARN,
      KmsKeyArn: KEY,
      ExpectedBucketOwner: OTHER,
    };
    const DestinationId = await create({ Tags, DestinationProperties });
    expect(DestinationId).toMatch(/^[0-9a-f]{32}$/);
    expect(await describeIt(DestinationId)).toEqual({
      DestinationId,
      DestinationType: 'S3',
      Status: 'PENDING_VERIFICATION',
      PublishingFailureStartTimestamp: 0,
      DestinationProperties,
      Tags,
    });
    expect(harness.woken).toEqual(['checks']);
    const list = await harness.call(MEMBER, 'ListPublishingDestinations', { DetectorId });
    const shown = { DestinationId, DestinationType: 'S3', Status: 'PENDING_VERIFICATION' };
    expect(list).toEqual({ Destinations: [shown] });
  });

  it('makes one of a type, and answers a retry with the same', async () => {
    const ClientToken = 'token';
    const DestinationId = await create({ ClientToken });
    expect(await create({ ClientToken })).toBe(DestinationId);
    for (const other of [{ ClientToken: 'other' }, {}, { ClientToken: '' }]) {
      expect(await messageOf(create(other))).toBe(ERROR_TEXTS.invalidInput);
    }
    const list = await harness.call(MEMBER, 'ListPublishingDestinations', { DetectorId });
    expect(list.Destinations?.length).toBe(1);
  });

  const tags = Object.fromEntries(
    Array.from({ length: TAGS_PER_RESOURCE_MAX + 1 }, (_, i) => [`k${i}`, '']),
  );
  it.each([
    ['no key', { DestinationArn: ARN }, 'invalidInput'],
    ['no bucket', { KmsKeyArn: KEY }, 'invalidInput'],
    ['nothing', {}, 'invalidInput'],
    ['a URL', { DestinationArn: 's3://bucket', KmsKeyArn: KEY }, 'destinationArnNotValid'],
    [
      'a bucket of another partition',
      { DestinationArn: 'arn:aws-cn:s3:::bucket', KmsKeyArn: KEY },
      'destinationArnNotValid',
    ],
    ['an alias', { DestinationArn: ARN, KmsKeyArn: 'alias/name' }, 'kmsKeyArnNotValid'],
    [
      'an owner that is no account',
      { DestinationArn: ARN, KmsKeyArn: KEY, ExpectedBucketOwner: '12345678901a' },
      'invalidInput',
    ],
  ] as const)('refuses %s', async (_what, DestinationProperties, name) => {
    expect(await messageOf(create({ DestinationProperties }))).toBe(ERROR_TEXTS[name]);
    expect(harness.woken).toEqual([]);
  });

  const refused = (lack: DestinationLack) => ({ outcome: 'fails', lack, reason: 'r' }) as const;
  it.each([
    ['a bucket that is not there', refused('bucket'), true, 'destinationNotThere'],
    ['a folder that is not there', refused('folder'), true, 'destinationFolderNotThere'],
    ['what GuardDuty may not', refused('permission'), true, 'destinationNotPermitted'],
    ['what the caller may not read', { outcome: 'works' }, false, 'destinationNotReadable'],
  ] as const)('refuses %s, and a change to it', async (_what, verdict, isReadable, name) => {
    const kept = await create();
    Object.assign(harness.storage, { verdict, isReadable });
    const change = { DestinationArn: 'arn:aws:s3:::another-bucket/folder' };
    const given = { DetectorId, DestinationId: kept, DestinationProperties: change };
    const update = harness.call(MEMBER, 'UpdatePublishingDestination', given);
    expect(await messageOf(update)).toBe(ERROR_TEXTS[name]);
    expect((await describeIt(kept)).DestinationProperties?.DestinationArn).toBe(ARN);
    await harness.call(MEMBER, 'DeletePublishingDestination', { DetectorId, DestinationId: kept });
    expect(await messageOf(create())).toBe(ERROR_TEXTS[name]);
    const list = await harness.call(MEMBER, 'ListPublishingDestinations', { DetectorId });
    expect(list).toEqual({ Destinations: [] });
  });

  it('keeps one whose storage does not answer, to be verified later', async () => {
    harness.storage.verdict = { outcome: 'undecided', reason: 'no answer' };
    expect((await describeIt(await create())).Status).toBe('PENDING_VERIFICATION');
  });

  it('refuses too many tags', async () => {
    expect(await messageOf(create({ Tags: tags }))).toBe(ERROR_TEXTS.invalidInput);
  });

  it('is for administrators and for members, each for itself', async () => {
    const pair = await openPair(true);
    for (const [accountId, id] of [
      [ADMINISTRATOR, pair.administratorDetector],
      [MEMBER, pair.memberDetector],
    ] as const) {
      const given = { ...input(), DetectorId: id };
      const made = await pair.call(accountId, 'CreatePublishingDestination', given);
      expect(made.DestinationId).toMatch(/^[0-9a-f]{32}$/);
    }
    await pair.store.close();
  });
});

describe('a destination', () => {
  it.each([
    'DescribePublishingDestination',
    'UpdatePublishingDestination',
    'DeletePublishingDestination',
  ] as const)('that is not there is refused by %s, as clients know it', async (name) => {
    const theirs = await enable(harness.call, OTHER);
    const given = { ...input(), DetectorId: theirs };
    const made = await harness.call(OTHER, 'CreatePublishingDestination', given);
    for (const DestinationId of [made.DestinationId ?? '', 'f'.repeat(32)]) {
      const refusal = await refusalOf(harness.call(MEMBER, name, { DetectorId, DestinationId }));
      expect(refusal).toMatchObject({ code: 'BadRequestException', status: 400 });
      expect(refusal.message).toBe(
        'The request is rejected because the one or more input parameters have invalid values.',
      );
    }
  });

  it('is gone when it is deleted, and another may be made', async () => {
    const DestinationId = await create();
    const gone = { DetectorId, DestinationId };
    expect(await harness.call(MEMBER, 'DeletePublishingDestination', gone)).toEqual({});
    expect(await messageOf(describeIt(DestinationId))).toBe(ERROR_TEXTS.theInvalidValues);
    expect(await create()).not.toBe(DestinationId);
  });

  it('is looked at anew when it changes, and keeps what is left out', async () => {
    const DestinationId = await create({
      DestinationProperties: { DestinationArn: ARN, KmsKeyArn: KEY, ExpectedBucketOwner: OTHER },
    });
    await look({ outcome: 'works' });
    const update = (DestinationProperties: object) =>
      harness.call(MEMBER, 'UpdatePublishingDestination', {
        DetectorId,
        DestinationId,
        DestinationProperties,
      });
    await update({ DestinationArn: ARN });
    expect((await describeIt(DestinationId)).Status).toBe('PUBLISHING');
    const DestinationArn = 'arn:aws:s3:::another-bucket';
    await update({ DestinationArn });
    const after = await describeIt(DestinationId);
    expect(after.Status).toBe('PENDING_VERIFICATION');
    expect(after.DestinationProperties).toEqual({
      DestinationArn,
      KmsKeyArn: KEY,
      ExpectedBucketOwner: OTHER,
    });
    expect(await messageOf(update({ KmsKeyArn: 'k' }))).toBe(ERROR_TEXTS.kmsKeyArnNotValid);
    expect(harness.woken).toEqual(['checks', 'checks', 'checks']);
  });

  it('is listed with a token that belongs to its list', async () => {
    const list = harness.call(MEMBER, 'ListPublishingDestinations', { DetectorId, NextToken: 'x' });
    expect(await messageOf(list)).toContain('nextToken');
  });
});

/** One round of checks in which every look comes to this. */
async function look(verdict: DestinationVerdict | undefined): Promise<string[]> {
  const problems: string[] = [];
  await runDestinationChecks({
    store: harness.store,
    clock: harness.clock,
    look: verdict && (async () => verdict),
    onProblem: (_destination, reason) => problems.push(reason),
  });
  return problems;
}

describe('runDestinationChecks', () => {
  it('shows what the bucket came to, and since when it fails', async () => {
    const DestinationId = await create();
    harness.clock.advance(1000);
    expect(await look({ outcome: 'fails', lack: 'bucket', reason: 'because' })).toEqual([
      'because',
    ]);
    const failed = { Status: UNABLE, PublishingFailureStartTimestamp: START + 1000 };
    expect(await describeIt(DestinationId)).toMatchObject(failed);
    harness.clock.advance(1000);
    await look({ outcome: 'fails', lack: 'bucket', reason: 'because' });
    expect(await describeIt(DestinationId)).toMatchObject(failed);
    expect(await look({ outcome: 'works' })).toEqual([]);
    const works = { Status: 'PUBLISHING', PublishingFailureStartTimestamp: 0 };
    expect(await describeIt(DestinationId)).toMatchObject(works);
  });

  it('leaves it unverified, and says why, without a storage or without an answer', async () => {
    const DestinationId = await create();
    expect((await look(undefined))[0]).toContain('--s3-endpoint');
    expect(await look({ outcome: 'undecided', reason: 'no answer' })).toEqual(['no answer']);
    expect((await describeIt(DestinationId)).Status).toBe('PENDING_VERIFICATION');
  });

  it('says nothing about a destination that has changed or gone meanwhile', async () => {
    const DestinationId = await create();
    const { store, clock } = harness;
    const during = (change: () => Promise<unknown>) =>
      runDestinationChecks({
        store,
        clock,
        look: async () => {
          await change();
          return { outcome: 'works' };
        },
        onProblem: () => undefined,
      });
    const place = { DetectorId, DestinationId };
    const DestinationProperties = { DestinationArn: 'arn:aws:s3:::another-bucket' };
    const updated = { ...place, DestinationProperties };
    await during(() => harness.call(MEMBER, 'UpdatePublishingDestination', updated));
    expect((await describeIt(DestinationId)).Status).toBe('PENDING_VERIFICATION');
    expect(await during(() => harness.call(MEMBER, 'DeletePublishingDestination', place))).toBe(0);
    expect(await store.destinations.list(MEMBER, REGION, 5)).toEqual([]);
  });

  it('goes through more than one batch holds, each once', async () => {
    const seen: string[] = [];
    const base: PublishingDestination = {
      destinationId: '',
      accountId: OTHER,
      region: REGION,
      destinationArn: ARN,
      kmsKeyArn: KEY,
      status: 'PENDING_VERIFICATION',
      tags: {},
      createdAt: START,
    };
    for (let i = 100; i < 180; i += 1) {
      await harness.store.destinations.put({ ...base, destinationId: String(i) });
    }
    await runDestinationChecks({
      store: harness.store,
      clock: harness.clock,
      look: async ({ destinationId }) => {
        seen.push(destinationId);
        return { outcome: 'undecided', reason: '' };
      },
      onProblem: () => undefined,
    });
    expect(seen.length).toBe(80);
    expect(new Set(seen).size).toBe(80);
  });
});
