/** The Regions that an account has, as clients of two services of AWS see them. */
import {
  AccountClient,
  GetRegionOptStatusCommand,
  ListRegionsCommand,
  paginateListRegions,
} from '@aws-sdk/client-account';
import {
  DescribeRegionsCommand,
  type DescribeRegionsCommandInput,
  EC2Client,
} from '@aws-sdk/client-ec2';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { refused, settingsOf } from './iam-account.ts';
import { type TestAccount, VedetteServer } from './vedette-server.ts';

describe('Regions', () => {
  let server: VedetteServer;
  let account: TestAccount;
  beforeAll(async () => {
    server = await VedetteServer.start();
    account = await server.account('111122223333');
  });
  afterAll(() => server?.stop());

  async function listed(client: AccountClient): Promise<string[]> {
    const names: string[] = [];
    for await (const page of paginateListRegions({ client, pageSize: 10 }, {})) {
      names.push(...(page.Regions ?? []).map((region) => region.RegionName ?? ''));
    }
    return names;
  }

  test('ListRegions, GetRegionOptStatus, DescribeRegions: the same', async () => {
    const accounts = new AccountClient(settingsOf(account));
    const ec2 = new EC2Client(settingsOf(account));
    const names = await listed(accounts);
    expect(names).toHaveLength(34);
    const { Regions } = await ec2.send(new DescribeRegionsCommand({ AllRegions: true }));
    expect(Regions?.map((region) => region.RegionName)).toEqual(names);
    expect(Regions?.find((region) => region.RegionName === 'eu-west-1')).toEqual({
      RegionName: 'eu-west-1',
      Endpoint: 'ec2.eu-west-1.amazonaws.com',
      OptInStatus: 'opt-in-not-required',
    });
    const RegionOptStatusContains = ['ENABLED'] as const;
    const optedIn = await accounts.send(
      new ListRegionsCommand({ RegionOptStatusContains: [...RegionOptStatusContains] }),
    );
    expect(optedIn.Regions).toHaveLength(17);
    const asked = new GetRegionOptStatusCommand({ RegionName: 'eu-south-1' });
    expect(await accounts.send(asked)).toMatchObject({ RegionOptStatus: 'ENABLED' });
    const unknown = accounts.send(new GetRegionOptStatusCommand({ RegionName: 'mars-1' }));
    expect(await refused(unknown)).toContain('400 ValidationException');
  });

  test('are chosen by name and by filter', async () => {
    const ec2 = new EC2Client(settingsOf(account));
    const describeRegions = async (input: DescribeRegionsCommandInput) =>
      (await ec2.send(new DescribeRegionsCommand(input))).Regions?.map((one) => one.RegionName);
    expect(await describeRegions({ RegionNames: ['us-west-2', 'us-east-1'] })).toEqual([
      'us-west-2',
      'us-east-1',
    ]);
    const Filters = [
      { Name: 'region-name', Values: ['eu-*', 'me-*'] },
      { Name: 'opt-in-status', Values: ['opted-in'] },
    ];
    expect(await describeRegions({ Filters })).toEqual([
      'eu-central-2',
      'eu-south-1',
      'eu-south-2',
      'me-central-1',
      'me-south-1',
    ]);
    expect(await refused(describeRegions({ RegionNames: ['mars-1'] }))).toBe(
      '400 InvalidParameterValue: Invalid region names: mars-1',
    );
    expect(await refused(describeRegions({ Filters: [{ Name: 'colour' }] }))).toContain('colour');
    expect(await refused(describeRegions({ DryRun: true }))).toContain('412 DryRunOperation');
  });

  test('are those of the partition, and of another account only for who manages it', async () => {
    const china = new AccountClient({ ...settingsOf(account), region: 'cn-north-1' });
    expect(await listed(china)).toEqual(['cn-north-1', 'cn-northwest-1']);
    const accounts = new AccountClient(settingsOf(account));
    await server.account('777788889999');
    const other = accounts.send(new ListRegionsCommand({ AccountId: '777788889999' }));
    expect(await refused(other)).toContain('403 AccessDeniedException');
  });
});
