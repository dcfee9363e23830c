/** Publishing destinations, as a client of AWS sees them; the storage behind them is the test's. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as sdk from '@aws-sdk/client-guardduty';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { enable, refusal, type TestAccount, VedetteServer } from './vedette-server.ts';

const KmsKeyArn = 'arn:aws:kms:us-east-1:111122223333:key/84cee9c5-dea1-401a-ab6d-e1de7example';
const GONE =
  'BadRequestException: The request is rejected because the one or more input parameters have ' +
  'invalid values.';

describe('publishing destinations', () => {
  let storage: Server;
  let server: VedetteServer;
  let account: TestAccount;
  let DetectorId: string;

  beforeAll(async () => {
    // Holds one bucket, and nothing else.
    storage = createServer((request, response) => {
      const isThere = /^\/example-bucket(\/|$)/.test(request.url ?? '');
      response.writeHead(isThere ? 200 : 404).end();
    });
    await new Promise<void>((resolve) => {
      storage.listen(0, '127.0.0.1', resolve);
    });
    const { port } = storage.address() as AddressInfo;
    const credentials = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret' };
    const s3 = { url: new URL(`http://127.0.0.1:${port}`), region: 'us-east-1', credentials };
    server = await VedetteServer.start({ lists: { s3 } });
    account = await server.account('111122223333');
    DetectorId = await enable(account);
  });
  afterAll(async () => {
    await server?.stop();
    storage?.closeAllConnections();
    storage?.close();
  });

  /** A detector and a destination in it that points to this bucket. */
  async function opened(accountId: string, bucket: string) {
    const account = await server.account(accountId);
    const { guardduty } = account;
    const DetectorId = await enable(account);
    const DestinationProperties = { DestinationArn: `arn:aws:s3:::${bucket}`, KmsKeyArn };
    const input = { DetectorId, DestinationType: 'S3' as const, DestinationProperties };
    const create = new sdk.CreatePublishingDestinationCommand(input);
    const { DestinationId } = await guardduty.send(create);
    return { guardduty, input, place: { DetectorId, DestinationId } };
  }

  /** What set-up tools do: they ask until the destination has left its first state. */
  const settled = (
    guardduty: sdk.GuardDutyClient,
    describeIt: sdk.DescribePublishingDestinationCommand,
  ) =>
    vi.waitFor(async () => {
      const answer = await guardduty.send(describeIt);
      expect(answer.Status).not.toBe('PENDING_VERIFICATION');
      return answer;
    });

  test('shows CreatePublishingDestination, DescribePublishingDestination: verified', async () => {
    const { guardduty, input, place } = await opened('222233334444', 'example-bucket');
    const describeIt = new sdk.DescribePublishingDestinationCommand(place);
    expect(await settled(guardduty, describeIt)).toMatchObject({
      DestinationId: place.DestinationId,
      DestinationType: 'S3',
      Status: 'PUBLISHING',
      PublishingFailureStartTimestamp: 0,
      DestinationProperties: input.DestinationProperties,
      Tags: {},
    });
    const second = new sdk.CreatePublishingDestinationCommand(input);
    expect(await refusal(guardduty.send(second))).toBe(
      'BadRequestException: The request is rejected because an invalid or out-of-range value is ' +
        'specified as an input parameter.',
    );
  });

  test('shows UpdatePublishingDestination, DescribePublishingDestination: refused', async () => {
    const { guardduty, place, input } = await opened('333344445555', 'example-bucket');
    const describeIt = new sdk.DescribePublishingDestinationCommand(place);
    await settled(guardduty, describeIt);
    const DestinationProperties = { DestinationArn: 'arn:aws:s3:::absent-bucket/folder/' };
    const update = new sdk.UpdatePublishingDestinationCommand({ ...place, DestinationProperties });
    expect(await refusal(guardduty.send(update))).toBe(
      'BadRequestException: The request failed because the resource specified in the ' +
        'destinationArn parameter does not exist.',
    );
    const { DestinationProperties: kept } = input;
    expect(await settled(guardduty, describeIt)).toMatchObject({ DestinationProperties: kept });
    const elsewhere = { DestinationArn: 'arn:aws:s3:::example-bucket/folder/' };
    const moved = { ...place, DestinationProperties: elsewhere };
    await guardduty.send(new sdk.UpdatePublishingDestinationCommand(moved));
    const after = await settled(guardduty, describeIt);
    expect(after.DestinationProperties).toMatchObject(elsewhere);
  });

  test('shows ListPublishingDestinations: its status', async () => {
    const { guardduty, place } = await opened('333344446666', 'example-bucket');
    const { DetectorId, DestinationId } = place;
    await settled(guardduty, new sdk.DescribePublishingDestinationCommand(place));
    const list = new sdk.ListPublishingDestinationsCommand({ DetectorId });
    const { Destinations } = await guardduty.send(list);
    const Status = 'PUBLISHING';
    expect(Destinations).toEqual([{ DestinationId, DestinationType: 'S3', Status }]);
  });

  test('shows DeletePublishingDestination: gone, as clients know it', async () => {
    const { guardduty, place } = await opened('666677778888', 'example-bucket');
    await guardduty.send(new sdk.DeletePublishingDestinationCommand(place));
    const describeIt = new sdk.DescribePublishingDestinationCommand(place);
    expect(await refusal(guardduty.send(describeIt))).toBe(GONE);
    const list = new sdk.ListPublishingDestinationsCommand({ DetectorId: place.DetectorId });
    expect((await guardduty.send(list)).Destinations).toEqual([]);
  });

  test('shows CreatePublishingDestination, TagResource: tags of a destination', async () => {
    const owner = await server.account('444455556666');
    const { guardduty } = owner;
    const own = await enable(owner);
    const { DestinationId } = await guardduty.send(
      new sdk.CreatePublishingDestinationCommand({
        DetectorId: own,
        DestinationType: 'S3',
        DestinationProperties: { DestinationArn: 'arn:aws:s3:::example-bucket', KmsKeyArn },
        Tags: { team: 'red' },
      }),
    );
    const below = `detector/${own}/publishingDestination/${DestinationId}`;
    const ResourceArn = `arn:aws:guardduty:us-east-1:444455556666:${below}`;
    await guardduty.send(new sdk.TagResourceCommand({ ResourceArn, Tags: { env: 'test' } }));
    const { Tags } = await guardduty.send(new sdk.ListTagsForResourceCommand({ ResourceArn }));
    expect(Tags).toEqual({ team: 'red', env: 'test' });
    const theirs = new sdk.DescribePublishingDestinationCommand({ DetectorId, DestinationId });
    expect(await refusal(account.guardduty.send(theirs))).toBe(GONE);
  });
});
