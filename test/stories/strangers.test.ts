/**
 * Nobody reaches into another's account. Every routed operation is tried by a stranger with the ids
 * of an administrator and its member: their detectors, finding, invitation and accounts. What is
 * asked for comes from the wire tables, so an operation that is added is tried too.
 */
import * as sdk from '@aws-sdk/client-guardduty';
import * as organizations from '@aws-sdk/client-organizations';
import * as sts from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { wireServices } from '../../src/api/wire/wire-services.ts';
import { callVedette } from '../../src/cli/call-vedette.ts';
import { accept, enable, invite, type TestAccount, VedetteServer } from '../sdk/vedette-server.ts';
import { exampleInput, type Known } from './example-input.ts';

const ADMINISTRATOR = '111122223333';
const MEMBER = '444455556666';
const STRANGER = '777788889999';

/** What a call came to: the refusal's name and text, or the answer. */
type Outcome = { readonly refused: string } | { readonly answer: Record<string, unknown> };

interface SdkClient {
  send(command: never): Promise<unknown>;
}

async function outcome(client: SdkClient, command: unknown): Promise<Outcome> {
  try {
    const { $metadata, ...answer } = (await client.send(command as never)) as {
      $metadata: unknown;
    };
    return { answer };
  } catch (error) {
    if (error instanceof Error && '$metadata' in error) {
      return { refused: `${error.name}: ${error.message}` };
    }
    throw error;
  }
}

function commandOf(module: object, operation: string, input: object): unknown {
  const Command = (module as Record<string, new (input: object) => unknown>)[`${operation}Command`];
  if (Command === undefined) throw new Error(`the SDK has no ${operation}`);
  return new Command(input);
}

describe('a stranger', () => {
  let server: VedetteServer;
  let administrator: TestAccount;
  let member: TestAccount;
  let stranger: TestAccount;
  let theirs: Known;
  let ownDetectorId: string;

  beforeAll(async () => {
    server = await VedetteServer.start();
    administrator = await server.account(ADMINISTRATOR);
    member = await server.account(MEMBER);
    stranger = await server.account(STRANGER);
    const invited = await server.account('222233334444');
    const DetectorId = await enable(administrator);
    const memberDetectorId = await enable(member);
    ownDetectorId = await enable(stranger);
    await invite(administrator, DetectorId, member);
    const { Invitations } = await member.guardduty.send(new sdk.ListInvitationsCommand({}));
    await accept(member, memberDetectorId);
    await invite(administrator, DetectorId, invited);
    const FindingTypes = ['Policy:IAMUser/RootCredentialUsage'];
    await member.guardduty.send(
      new sdk.CreateSampleFindingsCommand({ DetectorId: memberDetectorId, FindingTypes }),
    );
    const found = await administrator.guardduty.send(new sdk.ListFindingsCommand({ DetectorId }));
    const filter = {
      Name: 'their-filter',
      Description: 'known to them alone',
      FindingCriteria: { Criterion: { severity: { Gte: 4 } } },
    };
    await administrator.guardduty.send(new sdk.CreateFilterCommand({ DetectorId, ...filter }));
    const list = {
      DetectorId,
      ...{ Name: 'their-list', Location: 's3://their-bucket/key', Activate: false },
      Format: 'TXT' as const,
    };
    const send = administrator.guardduty.send.bind(administrator.guardduty);
    const { IpSetId = '' } = await send(new sdk.CreateIPSetCommand(list));
    const { ThreatIntelSetId = '' } = await send(new sdk.CreateThreatIntelSetCommand(list));
    const { TrustedEntitySetId = '' } = await send(new sdk.CreateTrustedEntitySetCommand(list));
    const { ThreatEntitySetId = '' } = await send(new sdk.CreateThreatEntitySetCommand(list));
    theirs = {
      DetectorId,
      IpSetId,
      ThreatIntelSetId,
      TrustedEntitySetId,
      ThreatEntitySetId,
      FilterName: filter.Name,
      AccountId: MEMBER,
      FindingId: found.FindingIds?.[0] ?? '',
      InvitationId: Invitations?.[0]?.InvitationId ?? '',
      AdministratorId: ADMINISTRATOR,
      MasterId: ADMINISTRATOR,
      ResourceArn: `arn:aws:guardduty:us-east-1:${ADMINISTRATOR}:detector/${DetectorId}`,
      Email: `${MEMBER}@example.com`,
    };
    expect(theirs.FindingId).toMatch(/^[0-9a-f]{32}$/);
    expect(theirs.InvitationId).toMatch(/^[0-9a-f]{32}$/);
  });
  afterAll(() => server?.stop());

  const states = async () => [
    await server.vedette.store.digest(ADMINISTRATOR),
    await server.vedette.store.digest(MEMBER),
  ];

  /** Tries one operation and shows that nothing of theirs has moved. */
  async function tried(operation: string, known: Known): Promise<Outcome> {
    const before = await states();
    const input = exampleInput(wireServices.guardduty, operation, known);
    const result = await outcome(stranger.guardduty, commandOf(sdk, operation, input));
    expect(await states(), `${operation} changed another account`).toEqual(before);
    return result;
  }

  const operations = Object.keys(wireServices.guardduty.operations);
  const withDetector = operations.filter((operation) => {
    const name = wireServices.guardduty.operations[operation]?.input ?? '';
    const shape = wireServices.guardduty.shapes[name];
    return shape?.kind === 'structure' && 'DetectorId' in shape.members;
  });

  test('is refused at their detector by every operation that names one', async () => {
    expect(withDetector.length).toBeGreaterThan(60);
    const unexpected: string[] = [];
    for (const operation of withDetector) {
      const result = await tried(operation, theirs);
      const refused = 'refused' in result ? result.refused : JSON.stringify(result);
      const isRefusal =
        refused.includes('detectorId is not owned by the current account') ||
        refused.startsWith('NotImplementedException');
      if (!isRefusal) unexpected.push(`${operation}: ${refused}`);
    }
    expect(unexpected).toEqual([]);
  });

  test('gets nothing of theirs through its own detector', async () => {
    // Deleting the stranger's own detector would make every later refusal a cheap one; whom anyone
    // may add to its own list is the next test's.
    const elsewhere = ['DeleteDetector', 'CreateMembers'];
    const own = { ...theirs, DetectorId: ownDetectorId };
    const leaks: string[] = [];
    for (const operation of operations.filter((name) => !elsewhere.includes(name))) {
      const result = await tried(operation, own);
      if ('answer' in result && tells(result.answer)) {
        leaks.push(`${operation}: ${JSON.stringify(result.answer)}`);
      }
    }
    expect(leaks).toEqual([]);
  });

  /** Does an answer hold anything of theirs but the account id that the stranger itself sent? */
  function tells(answer: Record<string, unknown>): boolean {
    const { UnprocessedAccounts, ...rest } = answer;
    const text = JSON.stringify(rest);
    const secrets = [
      theirs.FindingId,
      theirs.InvitationId,
      theirs.DetectorId,
      theirs.FilterName,
      theirs.IpSetId,
      theirs.ThreatEntitySetId,
      'their-list',
      MEMBER,
    ];
    return secrets.some((secret) => secret !== undefined && text.includes(secret));
  }

  test('may write any account into its own list, and changes nothing of theirs by it', async () => {
    const before = await administrator.guardduty.send(
      new sdk.GetMembersCommand({ DetectorId: theirs.DetectorId, AccountIds: [MEMBER] }),
    );
    const AccountDetails = [{ AccountId: MEMBER, Email: `${MEMBER}@example.com` }];
    const DetectorId = ownDetectorId;
    await stranger.guardduty.send(new sdk.CreateMembersCommand({ DetectorId, AccountDetails }));
    const after = await administrator.guardduty.send(
      new sdk.GetMembersCommand({ DetectorId: theirs.DetectorId, AccountIds: [MEMBER] }),
    );
    expect(after.Members).toEqual(before.Members);
    const shown = await member.guardduty.send(
      new sdk.GetAdministratorAccountCommand({
        DetectorId: await detectorOf(member),
      }),
    );
    expect(shown.Administrator?.AccountId).toBe(ADMINISTRATOR);
    const seen = await stranger.guardduty.send(new sdk.ListFindingsCommand({ DetectorId }));
    expect(seen.FindingIds).not.toContain(theirs.FindingId);
  });

  async function detectorOf(account: TestAccount): Promise<string> {
    const { DetectorIds } = await account.guardduty.send(new sdk.ListDetectorsCommand({}));
    return DetectorIds?.[0] ?? '';
  }

  test('cannot push records of theirs', async () => {
    const before = await states();
    const record = {
      eventVersion: '1.10',
      eventID: '00000000-0000-4000-8000-000000000001',
      eventTime: '2026-01-01T00:00:00Z',
      eventSource: 'cloudtrail.amazonaws.com',
      eventName: 'StopLogging',
      awsRegion: 'us-east-1',
      recipientAccountId: MEMBER,
      sourceIPAddress: '198.51.100.7',
      userAgent: 'example',
      userIdentity: { type: 'IAMUser', accountId: MEMBER, userName: 'mallory' },
      requestParameters: { name: 'trail' },
    };
    const body = Buffer.from(JSON.stringify({ Records: [record] }));
    const contentType = 'application/octet-stream';
    const answer = await callVedette(stranger.caller, { path: '/records', contentType, body });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ accepted: 0, findings: 0, refused: { OTHER_ACCOUNT: 1 } });
    expect(await states()).toEqual(before);
  });

  test('is refused by every operation of the accounts around them', async () => {
    const { endpoint, region, credentials } = stranger.caller;
    const options = { endpoint: endpoint.origin, region, credentials };
    const clients = {
      sts: { client: new sts.STSClient(options), module: sts },
      organizations: {
        client: new organizations.OrganizationsClient(options),
        module: organizations,
      },
    } as const;
    // These are about the caller itself; whose a key is, AWS tells everybody.
    const about = [
      'GetCallerIdentity',
      'GetSessionToken',
      'CreateOrganization',
      'GetAccessKeyInfo',
      'ListHandshakesForAccount',
    ];
    const own = new Set(about);
    const accountKey = administrator.caller.credentials.accessKeyId;
    const known = {
      AccountId: MEMBER,
      RoleArn: `arn:aws:iam::${MEMBER}:role/OrganizationAccountAccessRole`,
      RoleSessionName: 'stranger',
      AccessKeyId: accountKey,
      Email: `${MEMBER}@example.com`,
    };
    const unexpected: string[] = [];
    for (const service of ['sts', 'organizations'] as const) {
      const { client, module } = clients[service];
      for (const operation of Object.keys(wireServices[service].operations)) {
        if (own.has(operation)) continue;
        const before = await states();
        const input = exampleInput(wireServices[service], operation, known);
        const result = await outcome(client, commandOf(module, operation, input));
        expect(await states(), `${service} ${operation}`).toEqual(before);
        if ('answer' in result) unexpected.push(`${operation}: ${JSON.stringify(result.answer)}`);
      }
    }
    expect(unexpected).toEqual([]);
  });
});
