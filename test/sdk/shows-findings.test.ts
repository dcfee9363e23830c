/** Findings of an account and of its members, as a client of AWS sees them. */
import {
  ArchiveFindingsCommand,
  CreateSampleFindingsCommand,
  DeleteDetectorCommand,
  GetFindingsCommand,
  GetFindingsStatisticsCommand,
  ListFindingsCommand,
  UnarchiveFindingsCommand,
  UpdateDetectorCommand,
  UpdateFindingsFeedbackCommand,
} from '@aws-sdk/client-guardduty';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  accept,
  enable,
  invite,
  refusal,
  type TestAccount,
  VedetteServer,
} from './vedette-server.ts';

const type = 'Stealth:IAMUser/CloudTrailLoggingDisabled';

describe('findings', () => {
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

  /** Ids of the findings that are, or are not, archived. */
  async function ids(archived: boolean): Promise<string[] | undefined> {
    const FindingCriteria = { Criterion: { 'service.archived': { Equals: [String(archived)] } } };
    const listed = await account.guardduty.send(
      new ListFindingsCommand({ DetectorId, FindingCriteria }),
    );
    return listed.FindingIds;
  }

  const sample = (FindingTypes: string[]) =>
    account.guardduty.send(new CreateSampleFindingsCommand({ DetectorId, FindingTypes }));

  test('shows CreateSampleFindings, ListFindings, GetFindings: samples', async () => {
    const { guardduty } = account;
    const before = await guardduty.send(new ListFindingsCommand({ DetectorId }));
    expect(before.FindingIds).toEqual([]);
    const FindingTypes = [type];
    await guardduty.send(new CreateSampleFindingsCommand({ DetectorId, FindingTypes }));
    const { FindingIds } = await guardduty.send(new ListFindingsCommand({ DetectorId }));
    expect(FindingIds).toHaveLength(1);
    const got = await guardduty.send(new GetFindingsCommand({ DetectorId, FindingIds }));
    expect(got.Findings).toEqual([
      expect.objectContaining({ AccountId: account.accountId, Region: 'us-east-1', Type: type }),
    ]);
    expect(JSON.parse(got.Findings?.[0]?.Service?.AdditionalInfo?.Value ?? '')).toMatchObject({
      sample: true,
    });
  });

  test('shows ArchiveFindings, UnarchiveFindings: there and back', async () => {
    const { guardduty } = account;
    await sample([type]);
    const { FindingIds } = await guardduty.send(new ListFindingsCommand({ DetectorId }));
    expect(await ids(true)).toEqual([]);
    await guardduty.send(new ArchiveFindingsCommand({ DetectorId, FindingIds }));
    expect(await ids(true)).toEqual(FindingIds);
    expect(await ids(false)).toEqual([]);
    await guardduty.send(new UnarchiveFindingsCommand({ DetectorId, FindingIds }));
    expect(await ids(true)).toEqual([]);
    expect(await ids(false)).toEqual(FindingIds);
  });

  test('shows UpdateFindingsFeedback: the finding carries it', async () => {
    const { guardduty } = account;
    await sample([type]);
    const { FindingIds } = await guardduty.send(new ListFindingsCommand({ DetectorId }));
    const Feedback = 'NOT_USEFUL';
    await guardduty.send(new UpdateFindingsFeedbackCommand({ DetectorId, FindingIds, Feedback }));
    const got = await guardduty.send(new GetFindingsCommand({ DetectorId, FindingIds }));
    expect(got.Findings?.[0]?.Service?.UserFeedback).toBe(Feedback);
  });

  test('shows GetFindingsStatistics: counts by severity, and by type', async () => {
    const { guardduty } = account;
    const FindingStatisticTypes = ['COUNT_BY_SEVERITY' as const];
    const counts = async () => {
      const got = await guardduty.send(
        new GetFindingsStatisticsCommand({ DetectorId, FindingStatisticTypes }),
      );
      return got.FindingStatistics?.CountBySeverity;
    };
    expect(await counts()).toEqual({});
    await sample([type, 'Policy:IAMUser/RootCredentialUsage']);
    const { FindingIds } = await guardduty.send(new ListFindingsCommand({ DetectorId }));
    expect(FindingIds).toHaveLength(2);
    expect(Object.values((await counts()) ?? {}).reduce((sum, one) => sum + one, 0)).toBe(2);
    const GroupBy = 'FINDING_TYPE';
    const grouped = await guardduty.send(new GetFindingsStatisticsCommand({ DetectorId, GroupBy }));
    const types = grouped.FindingStatistics?.GroupedByFindingType?.map((one) => one.FindingType);
    expect(types?.sort()).toEqual(['Policy:IAMUser/RootCredentialUsage', type]);
  });

  test("an administrator sees and archives a member's findings; the member may not", async () => {
    const member = await server.account('444455556666');
    const memberDetector = await enable(member);
    await invite(account, DetectorId, member);
    await accept(member, memberDetector);
    await member.guardduty.send(
      new CreateSampleFindingsCommand({ DetectorId: memberDetector, FindingTypes: [type] }),
    );
    const { FindingIds } = await account.guardduty.send(new ListFindingsCommand({ DetectorId }));
    const got = await account.guardduty.send(new GetFindingsCommand({ DetectorId, FindingIds }));
    expect(got.Findings?.map((one) => one.AccountId)).toEqual([member.accountId]);
    const own = new ArchiveFindingsCommand({ DetectorId: memberDetector, FindingIds });
    expect(await refusal(member.guardduty.send(own))).toMatch(
      /The request is rejected because the caller is not authorized to call this API\.$/,
    );
    await account.guardduty.send(new ArchiveFindingsCommand({ DetectorId, FindingIds }));
    expect(await ids(true)).toEqual(FindingIds);
  });

  test('suspending keeps findings, deleting the detector loses them', async () => {
    const { guardduty } = account;
    await sample([type]);
    const list = async (id: string) =>
      (await guardduty.send(new ListFindingsCommand({ DetectorId: id }))).FindingIds;
    await guardduty.send(new UpdateDetectorCommand({ DetectorId, Enable: false }));
    expect(await list(DetectorId)).toHaveLength(1);
    await guardduty.send(new DeleteDetectorCommand({ DetectorId }));
    expect(await list(await enable(account))).toEqual([]);
  });

  test('refuses a finding type that does not exist', async () => {
    expect(await refusal(sample(['Stealth:IAMUser/NoSuchThing']))).toMatch(
      /^BadRequestException: The request is rejected because/,
    );
    expect(await ids(false)).toEqual([]);
  });
});
