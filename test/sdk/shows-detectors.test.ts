/** Detectors and their tags, as a client of AWS sees them. */
import {
  BadRequestException,
  CreateDetectorCommand,
  DeleteDetectorCommand,
  GetDetectorCommand,
  ListDetectorsCommand,
  ListTagsForResourceCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateDetectorCommand,
} from '@aws-sdk/client-guardduty';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { enable, refusal, VedetteServer } from './vedette-server.ts';

describe('detectors', () => {
  let server: VedetteServer;
  beforeAll(async () => {
    server = await VedetteServer.start();
  });
  afterAll(() => server?.stop());

  test('shows CreateDetector, ListDetectors: one an account and Region', async () => {
    const { guardduty } = await server.account('111122223333');
    const before = await guardduty.send(new ListDetectorsCommand({}));
    expect(before.DetectorIds).toEqual([]);
    const { DetectorId } = await guardduty.send(new CreateDetectorCommand({ Enable: true }));
    expect(DetectorId).toMatch(/^[0-9a-f]{32}$/);
    const after = await guardduty.send(new ListDetectorsCommand({}));
    expect(after.DetectorIds).toEqual([DetectorId]);
    expect(await refusal(guardduty.send(new CreateDetectorCommand({ Enable: true })))).toBe(
      'BadRequestException: The request is rejected because a detector already exists for the ' +
        'current account.',
    );
  });

  test('shows GetDetector, UpdateDetector: what was changed is what is read', async () => {
    const account = await server.account('123456789012');
    const DetectorId = await enable(account);
    const { guardduty } = account;
    const before = await guardduty.send(new GetDetectorCommand({ DetectorId }));
    expect(before).toMatchObject({ Status: 'ENABLED', FindingPublishingFrequency: 'SIX_HOURS' });
    const FindingPublishingFrequency = 'FIFTEEN_MINUTES';
    const Features = [{ Name: 'S3_DATA_EVENTS', Status: 'DISABLED' } as const];
    await guardduty.send(
      new UpdateDetectorCommand({
        DetectorId,
        Enable: false,
        FindingPublishingFrequency,
        Features,
      }),
    );
    const after = await guardduty.send(new GetDetectorCommand({ DetectorId }));
    expect(after).toMatchObject({ Status: 'DISABLED', FindingPublishingFrequency });
    expect(after.Features?.find((one) => one.Name === 'S3_DATA_EVENTS')?.Status).toBe('DISABLED');
    expect(after.DataSources?.S3Logs?.Status).toBe('DISABLED');
  });

  test('shows DeleteDetector: gone for good', async () => {
    const account = await server.account('222233334444');
    const DetectorId = await enable(account);
    const { guardduty } = account;
    await guardduty.send(new DeleteDetectorCommand({ DetectorId }));
    const after = await guardduty.send(new ListDetectorsCommand({}));
    expect(after.DetectorIds).toEqual([]);
    expect(await refusal(guardduty.send(new GetDetectorCommand({ DetectorId })))).toBe(
      'BadRequestException: The request is rejected because the input detectorId is not owned by ' +
        'the current account.',
    );
  });

  test('shows TagResource, UntagResource, ListTagsForResource: tags of a detector', async () => {
    const account = await server.account('333344445555');
    const DetectorId = await enable(account);
    const { guardduty, accountId } = account;
    const ResourceArn = `arn:aws:guardduty:us-east-1:${accountId}:detector/${DetectorId}`;
    const tags = async () =>
      (await guardduty.send(new ListTagsForResourceCommand({ ResourceArn }))).Tags;
    expect(await tags()).toEqual({});
    await guardduty.send(new TagResourceCommand({ ResourceArn, Tags: { team: 'a', env: 'b' } }));
    expect(await tags()).toEqual({ team: 'a', env: 'b' });
    await guardduty.send(new UntagResourceCommand({ ResourceArn, TagKeys: ['env'] }));
    expect(await tags()).toEqual({ team: 'a' });
    const detector = await guardduty.send(new GetDetectorCommand({ DetectorId }));
    expect(detector.Tags).toEqual({ team: 'a' });
  });

  test("refuses a stranger's detector with the SDK's own class", async () => {
    const owner = await server.account('444455556666');
    const stranger = await server.account('555566667777');
    const DetectorId = await enable(owner);
    await enable(stranger);
    const call = stranger.guardduty.send(new GetDetectorCommand({ DetectorId }));
    await expect(call).rejects.toBeInstanceOf(BadRequestException);
  });
});
