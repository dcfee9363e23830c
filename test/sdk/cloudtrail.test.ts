/** The trail of calls, as clients of AWS read it. */
import {
  CloudTrailClient,
  DescribeTrailsCommand,
  type Event,
  LookupEventsCommand,
  type LookupEventsCommandInput,
  paginateLookupEvents,
} from '@aws-sdk/client-cloudtrail';
import {
  CreateDetectorCommand,
  CreateMembersCommand,
  CreateSampleFindingsCommand,
  GetDetectorCommand,
  GetFindingsCommand,
  GuardDutyClient,
  InviteMembersCommand,
  ListDetectorsCommand,
  ListFindingsCommand,
} from '@aws-sdk/client-guardduty';
import * as iam from '@aws-sdk/client-iam';
import { AssumeRoleCommand, GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { iamOf, type Key, refused, settingsOf, stsOf, trust } from './iam-account.ts';
import { enable, type TestAccount, VedetteServer } from './vedette-server.ts';

function trailOf(account: TestAccount, key?: Key) {
  return new CloudTrailClient(settingsOf(account, key));
}

async function lookUp(
  account: TestAccount,
  input: LookupEventsCommandInput = {},
  key?: Key,
): Promise<Event[]> {
  const { Events } = await trailOf(account, key).send(new LookupEventsCommand(input));
  return Events ?? [];
}

function by(AttributeKey: 'EventName' | 'Username' | 'ResourceName', AttributeValue: string) {
  return { LookupAttributes: [{ AttributeKey, AttributeValue }] };
}

function recordOf(event: Event | undefined): Record<string, unknown> {
  return JSON.parse(event?.CloudTrailEvent ?? '{}');
}

describe('the trail', () => {
  let server: VedetteServer;
  let own: TestAccount;
  let other: TestAccount;
  beforeAll(async () => {
    server = await VedetteServer.start();
    own = await server.account('111122223333');
    other = await server.account('444455556666');
  });
  afterAll(() => server?.stop());

  test('has a call with its request id, what was asked and what was answered', async () => {
    const made = await own.guardduty.send(new CreateDetectorCommand({ Enable: true }));
    const [event, ...more] = await lookUp(own, by('EventName', 'CreateDetector'));
    expect(more).toEqual([]);
    expect(event).toMatchObject({
      EventName: 'CreateDetector',
      EventSource: 'guardduty.amazonaws.com',
      ReadOnly: 'false',
      Username: 'root',
      AccessKeyId: own.caller.credentials.accessKeyId,
      Resources: [{ ResourceType: 'AWS::GuardDuty::Detector', ResourceName: made.DetectorId }],
    });
    expect(recordOf(event)).toMatchObject({
      requestID: made.$metadata.requestId,
      requestParameters: { enable: true },
      responseElements: { detectorId: made.DetectorId },
      sourceIPAddress: '127.0.0.1',
      userAgent: expect.stringContaining('aws-sdk-js'),
      recipientAccountId: own.accountId,
    });
    expect(await lookUp(own, by('ResourceName', made.DetectorId ?? ''))).toHaveLength(1);
  });

  test('has a refused call with its error, in the caller account alone', async () => {
    const [mine] = await lookUp(own, by('EventName', 'CreateDetector'));
    const DetectorId = mine?.Resources?.[0]?.ResourceName;
    const call = other.guardduty.send(new GetDetectorCommand({ DetectorId }));
    const said = await refused(call);
    const [event] = await lookUp(other, by('EventName', 'GetDetector'));
    const { errorCode, errorMessage } = recordOf(event);
    expect(said).toContain(`${errorCode}: ${errorMessage}`);
    expect(await lookUp(own, by('EventName', 'GetDetector'))).toEqual([]);
  });

  test('goes page by page, latest first, each event once', async () => {
    const region = 'eu-central-1';
    const settings = { ...settingsOf(own), region };
    const guardduty = new GuardDutyClient(settings);
    for (let n = 0; n < 7; n += 1) await guardduty.send(new ListDetectorsCommand({}));
    const client = new CloudTrailClient(settings);
    const asked = by('EventName', 'ListDetectors');
    const sizes: number[] = [];
    const events: Event[] = [];
    for await (const page of paginateLookupEvents({ client, pageSize: 3 }, asked)) {
      sizes.push(page.Events?.length ?? 0);
      events.push(...(page.Events ?? []));
    }
    expect(sizes).toEqual([3, 3, 1]);
    expect(new Set(events.map((event) => event.EventId)).size).toBe(7);
    const times = events.map((event) => event.EventTime?.getTime() ?? 0);
    expect(times).toEqual([...times].sort((a, b) => b - a));
    const first = events[0]?.EventTime;
    const after = new Date((first?.getTime() ?? 0) + 1000);
    const none = new LookupEventsCommand({
      ...by('EventName', 'ListDetectors'),
      StartTime: after,
    });
    expect((await client.send(none)).Events).toEqual([]);
  });

  test('has a role assumed from another account in both accounts', async () => {
    const RoleName = 'Audit';
    const AssumeRolePolicyDocument = trust({ AWS: own.accountId });
    const role = { RoleName, AssumeRolePolicyDocument };
    const { Role } = await iamOf(other).send(new iam.CreateRoleCommand(role));
    const input = { RoleArn: Role?.Arn, RoleSessionName: 'alice' };
    const { Credentials } = await stsOf(own).send(new AssumeRoleCommand(input));
    const [mine] = await lookUp(own, by('EventName', 'AssumeRole'));
    const [theirs] = await lookUp(other, by('EventName', 'AssumeRole'));
    expect(recordOf(theirs)).toMatchObject({
      userIdentity: { type: 'AWSAccount', accountId: own.accountId },
      sharedEventID: recordOf(mine).sharedEventID,
      resources: [{ ARN: Role?.Arn, type: 'AWS::IAM::Role', accountId: other.accountId }],
    });
    expect(theirs?.Username).toBeUndefined();
    const both = `${mine?.CloudTrailEvent}${theirs?.CloudTrailEvent}`;
    expect(both).not.toContain(Credentials?.SecretAccessKey);
    expect(both).not.toContain(Credentials?.SessionToken);

    const session = {
      accessKeyId: Credentials?.AccessKeyId ?? '',
      secretAccessKey: Credentials?.SecretAccessKey ?? '',
      sessionToken: Credentials?.SessionToken ?? '',
    };
    await stsOf(other, session).send(new GetCallerIdentityCommand({}));
    const [called] = await lookUp(other, by('Username', 'alice'));
    expect(recordOf(called)).toMatchObject({
      eventName: 'GetCallerIdentity',
      userIdentity: { type: 'AssumedRole', sessionContext: { sessionIssuer: { arn: Role?.Arn } } },
    });
  });

  test('is read by those who may', async () => {
    const UserName = 'bob';
    await iamOf(own).send(new iam.CreateUserCommand({ UserName }));
    const { AccessKey } = await iamOf(own).send(new iam.CreateAccessKeyCommand({ UserName }));
    const bob = {
      accessKeyId: AccessKey?.AccessKeyId ?? '',
      secretAccessKey: AccessKey?.SecretAccessKey ?? '',
    };
    const said = await refused(trailOf(own, bob).send(new LookupEventsCommand({})));
    expect(said).toContain('AccessDenied');
    expect(said).toContain('cloudtrail:LookupEvents');
    const PolicyArn = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
    await iamOf(own).send(new iam.AttachUserPolicyCommand({ UserName, PolicyArn }));
    const [denied] = await lookUp(own, by('Username', 'bob'), bob);
    expect(recordOf(denied)).toMatchObject({ errorCode: expect.stringMatching(/^AccessDenied/) });
  });

  test.each([
    [{ MaxResults: 51 }, 'InvalidMaxResultsException'],
    [{ StartTime: new Date(2), EndTime: new Date(1) }, 'InvalidTimeRangeException'],
    [{ NextToken: 'nonsense' }, 'InvalidNextTokenException'],
    [
      { LookupAttributes: [{ AttributeKey: 'Colour' as never, AttributeValue: 'blue' }] },
      'InvalidLookupAttributesException',
    ],
    [{ EventCategory: 'management' as never }, 'InvalidEventCategoryException'],
  ])('refuses %j', async (input, name) => {
    const said = await refused(trailOf(own).send(new LookupEventsCommand(input)));
    expect(said).toContain(`400 ${name}`);
  });

  test('is all there is of CloudTrail', async () => {
    const said = await refused(trailOf(own).send(new DescribeTrailsCommand({})));
    expect(said).toContain('501 NotImplementedException');
    expect(said).toContain('vedette audit export');
  });
});

test('tells the inviting account where an address was checked', async () => {
  const server = await VedetteServer.start({ emailCheckRegion: 'eu-central-1' });
  try {
    const administrator = await server.account('111122223333');
    const member = await server.account('444455556666');
    const DetectorId = await enable(administrator);
    const { guardduty } = administrator;
    const AccountDetails = [{ AccountId: member.accountId, Email: member.email }];
    await guardduty.send(new CreateMembersCommand({ DetectorId, AccountDetails }));
    const AccountIds = [member.accountId];
    await guardduty.send(new InviteMembersCommand({ DetectorId, AccountIds }));
    const home = new CloudTrailClient({ ...settingsOf(administrator), region: 'eu-central-1' });
    const asked = new LookupEventsCommand(by('EventName', 'VerifyMemberEmail'));
    await expect
      .poll(async () => (await home.send(asked)).Events?.map(recordOf))
      .toEqual([
        expect.objectContaining({
          eventType: 'AwsServiceEvent',
          awsRegion: 'eu-central-1',
          serviceEventDetails: {
            memberAccountId: member.accountId,
            invitationRegion: 'us-east-1',
            verified: true,
          },
        }),
      ]);
    expect(await lookUp(administrator, by('EventName', 'VerifyMemberEmail'))).toEqual([]);
  } finally {
    await server.stop();
  }
});

describe('an intruder in Vedette', () => {
  let server: VedetteServer;
  let account: TestAccount;
  beforeAll(async () => {
    server = await VedetteServer.start({ auditDetection: true });
    account = await server.account('111122223333');
  });
  afterAll(() => server?.stop());

  async function found(DetectorId: string): Promise<Map<string, number>> {
    const { guardduty } = account;
    const { FindingIds } = await guardduty.send(new ListFindingsCommand({ DetectorId }));
    const { Findings } = await guardduty.send(new GetFindingsCommand({ DetectorId, FindingIds }));
    return new Map(Findings?.map((one) => [one.Type ?? '', one.Service?.Count ?? 0]));
  }

  test('is found by Vedette: root, and a host made for breaking in', async () => {
    const DetectorId = await enable(account);
    const kali = new GuardDutyClient({
      ...settingsOf(account),
      customUserAgent: [['md/distrib', 'kali.2025']],
    });
    await kali.send(new CreateSampleFindingsCommand({ DetectorId, FindingTypes: [] }));
    await expect
      .poll(async () => [...(await found(DetectorId)).keys()].sort(), { timeout: 10_000 })
      .toEqual(
        expect.arrayContaining(['PenTest:IAMUser/KaliLinux', 'Policy:IAMUser/RootCredentialUsage']),
      );
  });
});
