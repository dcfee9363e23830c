/** Trusted and threat lists, from an S3 service of the operator's, as a client of AWS sees them. */
import {
  CreateIPSetCommand,
  CreateThreatEntitySetCommand,
  CreateThreatIntelSetCommand,
  CreateTrustedEntitySetCommand,
  DeleteIPSetCommand,
  DeleteThreatEntitySetCommand,
  DeleteThreatIntelSetCommand,
  DeleteTrustedEntitySetCommand,
  GetIPSetCommand,
  GetThreatEntitySetCommand,
  GetThreatIntelSetCommand,
  GetTrustedEntitySetCommand,
  ListIPSetsCommand,
  ListTagsForResourceCommand,
  ListThreatEntitySetsCommand,
  ListThreatIntelSetsCommand,
  ListTrustedEntitySetsCommand,
  UpdateIPSetCommand,
  UpdateThreatEntitySetCommand,
  UpdateThreatIntelSetCommand,
  UpdateTrustedEntitySetCommand,
} from '@aws-sdk/client-guardduty';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ObjectServer } from '../../src/lists/testing.ts';
import { accept, enable, invite, refusal, VedetteServer } from './vedette-server.ts';

const OTX = 'Indicator type,Indicator,Description\nIPv4,198.51.100.7,x\nhostname,bad.example,x\n';

describe('lists', () => {
  let s3: ObjectServer;
  let server: VedetteServer;
  beforeAll(async () => {
    s3 = await ObjectServer.start();
    s3.objects.set('/bucket/ips.txt', '198.51.100.0/24\n203.0.113.7\n');
    s3.objects.set('/bucket/otx.csv', OTX);
    s3.objects.set('/bucket/empty.txt', 'nothing here\n');
    const allowedHosts = [s3.host];
    server = await VedetteServer.start({ lists: { s3: s3.endpoint, allowedHosts } });
  });
  afterAll(async () => {
    await server?.stop();
    await s3?.stop();
  });

  test('shows CreateIPSet, GetIPSet, UpdateIPSet: in use, renamed, out of use', async () => {
    const account = await server.account('111122223333');
    const { guardduty } = account;
    const DetectorId = await enable(account);
    const { IpSetId } = await guardduty.send(
      new CreateIPSetCommand({
        ...{ DetectorId, Name: 'Office IPs', Format: 'TXT', Activate: true },
        Location: 'https://s3.amazonaws.com/bucket/ips.txt',
        Tags: { team: 'red' },
      }),
    );
    const get = () => guardduty.send(new GetIPSetCommand({ DetectorId, IpSetId }));
    await expect.poll(async () => (await get()).Status).toBe('ACTIVE');
    const { $metadata, ...shown } = await get();
    expect(shown).toEqual({
      Name: 'Office IPs',
      Format: 'TXT',
      Location: 'https://s3.amazonaws.com/bucket/ips.txt',
      Status: 'ACTIVE',
      Tags: { team: 'red' },
    });
    expect(s3.asked.at(-1)?.headers.authorization).toContain('/s3/aws4_request');
    const detectorArn = `arn:aws:guardduty:us-east-1:${account.accountId}:detector/${DetectorId}`;
    const ResourceArn = `${detectorArn}/ipset/${IpSetId}`;
    const tags = await guardduty.send(new ListTagsForResourceCommand({ ResourceArn }));
    expect(tags.Tags).toEqual({ team: 'red' });
    await guardduty.send(
      new UpdateIPSetCommand({ DetectorId, IpSetId, Name: 'HQ', Activate: false }),
    );
    await expect.poll(async () => (await get()).Status).toBe('INACTIVE');
    expect((await get()).Name).toBe('HQ');
  });

  test('shows ListIPSets, DeleteIPSet: one an account, remembered after its end', async () => {
    const account = await server.account('222233334444');
    const { guardduty } = account;
    const DetectorId = await enable(account);
    const input = {
      ...{ DetectorId, Name: 'ips', Format: 'TXT' as const, Activate: true },
      Location: 's3://bucket/ips.txt',
    };
    const { IpSetId } = await guardduty.send(new CreateIPSetCommand(input));
    const more = new CreateIPSetCommand({ ...input, Name: 'more' });
    expect(await refusal(guardduty.send(more))).toContain(
      'an attempt to create resources beyond the current AWS account limits',
    );
    const list = async () => (await guardduty.send(new ListIPSetsCommand({ DetectorId }))).IpSetIds;
    expect(await list()).toEqual([IpSetId]);
    const status = async () =>
      (await guardduty.send(new GetIPSetCommand({ DetectorId, IpSetId }))).Status;
    await expect.poll(status).toBe('ACTIVE');
    await guardduty.send(new DeleteIPSetCommand({ DetectorId, IpSetId }));
    expect(await list()).toEqual([]);
    await expect.poll(status).toBe('DELETED');
  });

  test('shows CreateThreatIntelSet, GetThreatIntelSet, UpdateThreatIntelSet: again', async () => {
    const account = await server.account('333344445555');
    const { guardduty } = account;
    const DetectorId = await enable(account);
    const { ThreatIntelSetId } = await guardduty.send(
      new CreateThreatIntelSetCommand({
        ...{ DetectorId, Name: 'feed', Format: 'TXT', Activate: true },
        Location: 's3://bucket/absent.txt',
      }),
    );
    const get = () =>
      guardduty.send(new GetThreatIntelSetCommand({ DetectorId, ThreatIntelSetId }));
    await expect.poll(async () => (await get()).Status).toBe('ERROR');
    const Location = `http://${s3.host}/bucket/ips.txt`;
    await guardduty.send(
      new UpdateThreatIntelSetCommand({ DetectorId, ThreatIntelSetId, Location, Activate: true }),
    );
    await expect.poll(async () => (await get()).Status).toBe('ACTIVE');
    expect((await get()).Location).toBe(Location);
    expect(s3.asked.at(-1)?.headers.authorization).toBeUndefined();
  });

  test('shows ListThreatIntelSets, DeleteThreatIntelSet: six an account', async () => {
    const account = await server.account('444455556666');
    const { guardduty } = account;
    const DetectorId = await enable(account);
    const create = (Name: string) =>
      guardduty.send(
        new CreateThreatIntelSetCommand({
          ...{ DetectorId, Name, Format: 'TXT', Activate: false },
          Location: 's3://bucket/ips.txt',
        }),
      );
    const made: (string | undefined)[] = [];
    for (let i = 0; i < 6; i += 1) made.push((await create(`feed${i}`)).ThreatIntelSetId);
    expect(await refusal(create('feed6'))).toContain('beyond the current AWS account limits');
    const list = async () =>
      (await guardduty.send(new ListThreatIntelSetsCommand({ DetectorId }))).ThreatIntelSetIds;
    expect(await list()).toEqual([...made].sort());
    const [ThreatIntelSetId] = made;
    await guardduty.send(new DeleteThreatIntelSetCommand({ DetectorId, ThreatIntelSetId }));
    expect(await list()).toEqual(made.slice(1).sort());
  });

  test('shows CreateThreatEntitySet, GetThreatEntitySet, UpdateThreatEntitySet: why', async () => {
    const account = await server.account('555566667777');
    const { guardduty } = account;
    const DetectorId = await enable(account);
    const { ThreatEntitySetId } = await guardduty.send(
      new CreateThreatEntitySetCommand({
        ...{ DetectorId, Name: 'otx', Format: 'OTX_CSV', Activate: true },
        Location: 's3://bucket/empty.txt',
      }),
    );
    const get = () =>
      guardduty.send(new GetThreatEntitySetCommand({ DetectorId, ThreatEntitySetId }));
    await expect.poll(async () => (await get()).Status).toBe('ERROR');
    expect((await get()).ErrorDetails).toContain('no public IP address, network or domain');
    const asked = s3.asked.at(-1)?.headers['x-amz-expected-bucket-owner'];
    expect(asked).toBe(account.accountId);
    await guardduty.send(
      new UpdateThreatEntitySetCommand({
        ...{ DetectorId, ThreatEntitySetId, Activate: true },
        Location: 's3://bucket/otx.csv',
        ExpectedBucketOwner: '123456789012',
      }),
    );
    await expect.poll(async () => (await get()).Status).toBe('ACTIVE');
    const shown = await get();
    expect(shown).toMatchObject({ Name: 'otx', ExpectedBucketOwner: '123456789012' });
    expect(shown.ErrorDetails).toBeUndefined();
    expect(shown.UpdatedAt?.getTime()).toBeGreaterThanOrEqual(shown.CreatedAt?.getTime() ?? 0);
  });

  test('shows ListThreatEntitySets, DeleteThreatEntitySet: page by page', async () => {
    const account = await server.account('666677778888');
    const { guardduty } = account;
    const DetectorId = await enable(account);
    const made: (string | undefined)[] = [];
    for (const Name of ['a', 'b', 'c']) {
      const input = { Name, Format: 'TXT', Activate: false, Location: 's3://bucket/x' } as const;
      const command = new CreateThreatEntitySetCommand({ DetectorId, ...input });
      made.push((await guardduty.send(command)).ThreatEntitySetId);
    }
    const page = (NextToken?: string) =>
      guardduty.send(new ListThreatEntitySetsCommand({ DetectorId, MaxResults: 2, NextToken }));
    const first = await page();
    const second = await page(first.NextToken);
    const listed = [...(first.ThreatEntitySetIds ?? []), ...(second.ThreatEntitySetIds ?? [])];
    expect(listed).toEqual([...made].sort());
    expect(second.NextToken).toBeUndefined();
    const [ThreatEntitySetId] = made;
    await guardduty.send(new DeleteThreatEntitySetCommand({ DetectorId, ThreatEntitySetId }));
    expect((await page()).ThreatEntitySetIds).toEqual(made.slice(1).sort());
  });

  test('shows CreateTrustedEntitySet, GetTrustedEntitySet: the location is checked', async () => {
    const account = await server.account('777788889999');
    const { guardduty } = account;
    const DetectorId = await enable(account);
    const create = (Location: string) =>
      guardduty.send(
        new CreateTrustedEntitySetCommand({
          ...{ DetectorId, Name: 'ours', Format: 'TXT', Activate: false, Location },
        }),
      );
    expect(await refusal(create('https://example.com/list.txt'))).toBe(
      'BadRequestException: The request is rejected because the parameter location has an ' +
        'invalid value.',
    );
    const { TrustedEntitySetId } = await create('http://bucket.s3.amazonaws.com/ips.txt');
    const get = () =>
      guardduty.send(new GetTrustedEntitySetCommand({ DetectorId, TrustedEntitySetId }));
    const shown = await get();
    expect(shown).toMatchObject({ Name: 'ours', Format: 'TXT', Status: 'INACTIVE' });
  });

  test('shows UpdateTrustedEntitySet: in force for who asks next', async () => {
    const account = await server.account('999900001111');
    const { guardduty } = account;
    const DetectorId = await enable(account);
    const { TrustedEntitySetId } = await guardduty.send(
      new CreateTrustedEntitySetCommand({
        ...{ DetectorId, Name: 'ours', Format: 'TXT', Activate: false },
        Location: 's3://bucket/ips.txt',
      }),
    );
    const { store } = server.vedette;
    const inForce = () => store.lists.inForce(account.accountId, 'us-east-1');
    expect(await inForce()).toEqual([]);
    await guardduty.send(
      new UpdateTrustedEntitySetCommand({ DetectorId, TrustedEntitySetId, Activate: true }),
    );
    await expect.poll(async () => (await inForce()).length).toBe(1);
  });

  test('shows ListTrustedEntitySets, DeleteTrustedEntitySet: members have them', async () => {
    const administrator = await server.account('888899990000');
    const member = await server.account('123456789012');
    const DetectorId = await enable(administrator);
    const memberDetectorId = await enable(member);
    const { TrustedEntitySetId } = await administrator.guardduty.send(
      new CreateTrustedEntitySetCommand({
        ...{ DetectorId, Name: 'ours', Format: 'TXT', Activate: false },
        Location: 's3://bucket/ips.txt',
      }),
    );
    await invite(administrator, DetectorId, member);
    await accept(member, memberDetectorId);
    const as = { DetectorId: memberDetectorId };
    const list = async () =>
      (await member.guardduty.send(new ListTrustedEntitySetsCommand(as))).TrustedEntitySetIds;
    expect(await list()).toEqual([TrustedEntitySetId]);
    const remove = new DeleteTrustedEntitySetCommand({ ...as, TrustedEntitySetId });
    expect(await refusal(member.guardduty.send(remove))).toBe(
      'BadRequestException: The request is rejected because member accounts cannot manage ' +
        'IPSets or ThreatIntelSets.',
    );
    await administrator.guardduty.send(
      new DeleteTrustedEntitySetCommand({ DetectorId, TrustedEntitySetId }),
    );
    expect(await list()).toEqual([]);
  });
});
