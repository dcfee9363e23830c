/** Filters and suppression rules, as a client of AWS sees them. */
import {
  CreateFilterCommand,
  type CreateFilterCommandInput,
  CreateSampleFindingsCommand,
  DeleteFilterCommand,
  DisassociateFromAdministratorAccountCommand,
  type FindingCriteria,
  GetFilterCommand,
  ListFiltersCommand,
  ListFindingsCommand,
  ListTagsForResourceCommand,
  paginateListFilters,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateFilterCommand,
} from '@aws-sdk/client-guardduty';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { callVedette } from '../../src/cli/call-vedette.ts';
import {
  accept,
  enable,
  invite,
  refusal,
  type TestAccount,
  VedetteServer,
} from './vedette-server.ts';

const rootUse = 'Policy:IAMUser/RootCredentialUsage';
const trailOff = 'Stealth:IAMUser/CloudTrailLoggingDisabled';
const byType: FindingCriteria = { Criterion: { type: { Equals: [rootUse] } } };

describe('filters', () => {
  let server: VedetteServer;
  let account: TestAccount;
  let DetectorId: string;
  let accounts = 0;

  beforeAll(async () => {
    server = await VedetteServer.start();
  });
  afterAll(() => server?.stop());
  beforeEach(async () => {
    accounts += 1;
    account = await server.account(String(111122220000 + accounts));
    DetectorId = await enable(account);
  });

  const create = (Name: string, more: Partial<CreateFilterCommandInput> = {}) =>
    account.guardduty.send(
      new CreateFilterCommand({ DetectorId, Name, FindingCriteria: byType, ...more }),
    );

  /** How many findings of an account are, or are not, archived? */
  async function count(of: TestAccount, detectorId: string, archived: boolean): Promise<number> {
    const FindingCriteria = { Criterion: { 'service.archived': { Eq: [String(archived)] } } };
    const listed = await of.guardduty.send(
      new ListFindingsCommand({ DetectorId: detectorId, FindingCriteria }),
    );
    return listed.FindingIds?.length ?? 0;
  }

  const sample = (of: TestAccount, detectorId: string, type: string) =>
    of.guardduty.send(
      new CreateSampleFindingsCommand({ DetectorId: detectorId, FindingTypes: [type] }),
    );

  test('shows CreateFilter, GetFilter, ListFilters: what was given is what is read', async () => {
    const { guardduty } = account;
    const before = await guardduty.send(new ListFiltersCommand({ DetectorId }));
    expect(before.FilterNames).toEqual([]);
    const given = {
      Name: 'low.severity_of-test',
      Description: 'Whatever comes from the (test) subnets',
      Action: 'ARCHIVE' as const,
      Rank: 1,
      FindingCriteria: {
        Criterion: {
          'service.action.networkConnectionAction.remoteIpDetails.ipAddressV4': {
            Matches: ['198.51.100.*'],
          },
          severity: { Gte: 1, LessThan: 4 },
          'service.archived': { Eq: ['false'] },
          'resource.instanceDetails.tags.key': { NotEquals: ['production', 'staging'] },
        },
      },
      Tags: { team: 'blue' },
    };
    const made = await guardduty.send(new CreateFilterCommand({ DetectorId, ...given }));
    expect(made.Name).toBe(given.Name);
    const FilterName = given.Name;
    const read = await guardduty.send(new GetFilterCommand({ DetectorId, FilterName }));
    expect(read).toMatchObject(given);
    expect(read.FindingCriteria).toEqual(given.FindingCriteria);
    expect(read.CreatedAt).toEqual(read.UpdatedAt);
    expect(read.Version).toBe(1);
    const after = await guardduty.send(new ListFiltersCommand({ DetectorId }));
    expect(after.FilterNames).toEqual([FilterName]);
  });

  test('shows UpdateFilter, DeleteFilter: changed, moved and gone', async () => {
    const { guardduty } = account;
    await create('first');
    await create('second', { Rank: 2 });
    const rank = async (FilterName: string) =>
      (await guardduty.send(new GetFilterCommand({ DetectorId, FilterName }))).Rank;
    const FilterName = 'first';
    await guardduty.send(
      new UpdateFilterCommand({ DetectorId, FilterName, Rank: 2, Description: 'moved' }),
    );
    expect([await rank('first'), await rank('second')]).toEqual([2, 1]);
    const read = await guardduty.send(new GetFilterCommand({ DetectorId, FilterName }));
    expect(read).toMatchObject({ Description: 'moved', Action: 'NOOP', FindingCriteria: byType });
    await guardduty.send(new DeleteFilterCommand({ DetectorId, FilterName: 'second' }));
    expect(await rank('first')).toBe(1);
    const gone = guardduty.send(new GetFilterCommand({ DetectorId, FilterName: 'second' }));
    expect(await refusal(gone)).toBe(
      'BadRequestException: The request is rejected since no such resource found.',
    );
  });

  test('pages through its names with the paginator of the SDK', async () => {
    const names = ['eee', 'ccc', 'aaa', 'ddd', 'bbb'];
    for (const name of names) await create(name);
    const pages: (string[] | undefined)[] = [];
    const paging = { client: account.guardduty, pageSize: 2 };
    for await (const page of paginateListFilters(paging, { DetectorId })) {
      pages.push(page.FilterNames);
    }
    expect(pages).toEqual([['aaa', 'bbb'], ['ccc', 'ddd'], ['eee']]);
  });

  test('shows TagResource, UntagResource, ListTagsForResource: of a filter too', async () => {
    const { guardduty } = account;
    await create('tagged', { Tags: { env: 'test' } });
    const detectorArn = `arn:aws:guardduty:us-east-1:${account.accountId}:detector/${DetectorId}`;
    const ResourceArn = `${detectorArn}/filter/tagged`;
    await guardduty.send(new TagResourceCommand({ ResourceArn, Tags: { team: 'blue' } }));
    await guardduty.send(new UntagResourceCommand({ ResourceArn, TagKeys: ['env'] }));
    const listed = await guardduty.send(new ListTagsForResourceCommand({ ResourceArn }));
    expect(listed.Tags).toEqual({ team: 'blue' });
    const FilterName = 'tagged';
    const read = await guardduty.send(new GetFilterCommand({ DetectorId, FilterName }));
    expect(read.Tags).toEqual({ team: 'blue' });
    const nothing = { ResourceArn: `${detectorArn}/filter/nothing` };
    expect(await refusal(guardduty.send(new ListTagsForResourceCommand(nothing)))).toMatch(
      /no such resource found\.$/,
    );
  });

  test('a suppression rule archives new findings, from samples and from records', async () => {
    const { guardduty } = account;
    await sample(account, DetectorId, rootUse);
    const FindingCriteria = { Criterion: { type: { Matches: ['Stealth:*', 'Policy:*'] } } };
    await create('quiet', { Action: 'ARCHIVE', FindingCriteria });
    expect(await count(account, DetectorId, true)).toBe(0);
    await sample(account, DetectorId, trailOff);
    expect(await count(account, DetectorId, true)).toBe(1);
    await stopTrail('one');
    expect(await count(account, DetectorId, true)).toBe(2);
    await guardduty.send(new DeleteFilterCommand({ DetectorId, FilterName: 'quiet' }));
    await stopTrail('two');
    expect(await count(account, DetectorId, true)).toBe(2);
    expect(await count(account, DetectorId, false)).toBe(2);
  });

  /** Pushes the record of a trail that was stopped. */
  async function stopTrail(name: string): Promise<void> {
    const { accountId } = account;
    const record = {
      eventVersion: '1.10',
      eventID: `00000000-0000-4000-8000-0000000000-${name}`,
      eventTime: '2026-01-01T00:00:00Z',
      eventSource: 'cloudtrail.amazonaws.com',
      eventName: 'StopLogging',
      awsRegion: 'us-east-1',
      recipientAccountId: accountId,
      sourceIPAddress: '198.51.100.7',
      userAgent: 'example',
      userIdentity: { type: 'IAMUser', accountId, userName: 'mallory' },
      requestParameters: { name },
    };
    const body = Buffer.from(JSON.stringify({ Records: [record] }));
    const contentType = 'application/octet-stream';
    const answer = await callVedette(account.caller, { path: '/records', contentType, body });
    expect(answer.body).toMatchObject({ accepted: 1, findings: 1 });
  }

  test("an administrator's rules hold for its members, whose own ones sleep", async () => {
    const member = await server.account('444455556666');
    const memberDetector = await enable(member);
    const own = {
      DetectorId: memberDetector,
      Name: 'own',
      Action: 'ARCHIVE' as const,
      FindingCriteria: { Criterion: { type: { Equals: [trailOff] } } },
    };
    await member.guardduty.send(new CreateFilterCommand(own));
    await create('imposed', { Action: 'ARCHIVE' });
    await invite(account, DetectorId, member);
    await accept(member, memberDetector);
    await sample(member, memberDetector, trailOff);
    expect(await count(member, memberDetector, true)).toBe(0);
    await sample(member, memberDetector, rootUse);
    expect(await count(member, memberDetector, true)).toBe(1);
    expect(await count(account, DetectorId, true)).toBe(1);
    const more = new CreateFilterCommand({ ...own, Name: 'more' });
    expect(await refusal(member.guardduty.send(more))).toBe(
      'BadRequestException: The request is rejected because the caller is not authorized to call ' +
        'this API.',
    );
    await member.guardduty.send(
      new DisassociateFromAdministratorAccountCommand({ DetectorId: memberDetector }),
    );
    await sample(member, memberDetector, trailOff);
    expect(await count(member, memberDetector, true)).toBe(2);
  });

  test.each<[string, Partial<CreateFilterCommandInput>]>([
    ['name', { Name: 'ab' }],
    ['name', { Name: 'a'.repeat(65) }],
    ['name', { Name: 'with blank' }],
    ['description', { Description: 'x'.repeat(513) }],
    ['description', { Description: 'what?' }],
    ['action', { Action: 'DELETE' as never }],
    ['rank', { Rank: 0 }],
    ['rank', { Rank: 2 }],
    ['rank', { Rank: 101 }],
    ['findingCriteria', { FindingCriteria: {} }],
    ['findingCriteria', { FindingCriteria: { Criterion: { description: { Eq: ['x'] } } } }],
    [
      'findingCriteria',
      { FindingCriteria: { Criterion: { type: { Matches: Array(6).fill('x') } } } },
    ],
    ['findingCriteria', { FindingCriteria: { Criterion: { type: { Matches: ['******'] } } } }],
    ['findingCriteria', { FindingCriteria: { Criterion: { type: { Eq: Array(51).fill('x') } } } }],
  ])('refuses a bad %s: %j', async (name, more) => {
    expect(await refusal(create('good-name', more))).toBe(
      'BadRequestException: The request is rejected because the parameter ' +
        `${name} has an invalid value.`,
    );
    const listed = await account.guardduty.send(new ListFiltersCommand({ DetectorId }));
    expect(listed.FilterNames).toEqual([]);
  });

  test('searches still take no patterns', async () => {
    const FindingCriteria = { Criterion: { type: { Matches: ['*'] } } };
    const search = new ListFindingsCommand({ DetectorId, FindingCriteria });
    expect(await refusal(account.guardduty.send(search))).toMatch(/findingCriteria has an invalid/);
  });
});
