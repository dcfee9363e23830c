import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ERROR_TEXTS } from './errors.ts';
import { guardDutyTable } from './index.ts';
import type { GuardDutyOperations } from './operation-types.ts';
import {
  ADMINISTRATOR,
  type InputOf,
  MEMBER,
  OTHER,
  openPair,
  type Pair,
  putFinding,
  REGION,
  refusalOf,
} from './testing.ts';

describe('the table of operations', () => {
  const names = Object.keys(guardDutyTable) as (keyof GuardDutyOperations)[];

  it('files every operation under its own name', () => {
    for (const name of names) expect(guardDutyTable[name].name).toBe(name);
    expect(names.length).toBe(103);
  });

  it('has behaviour, or a sentence why there is none', () => {
    const working = names.filter((name) => 'handle' in guardDutyTable[name]);
    expect(working.length).toBe(99);
    for (const name of names) {
      const entry = guardDutyTable[name];
      if ('reason' in entry) expect(entry.reason).toMatch(/^[A-Z].*\.$/);
    }
  });

  it('runs what changes something in a transaction, and reads without', () => {
    const wrong = names.filter((name) => {
      const entry = guardDutyTable[name];
      return 'writes' in entry && entry.writes === /^(Describe|Get|List)/.test(name);
    });
    expect(wrong).toEqual([]);
  });
});

const NEW_LIST = {
  Name: 'name',
  Format: 'TXT',
  Location: 's3://bucket/key',
  Activate: true,
} as const;

describe("a stranger's detector", () => {
  let pair: Pair;
  let findingId: string;
  beforeEach(async () => {
    pair = await openPair(true);
    findingId = await putFinding(pair.store, { accountId: MEMBER });
    await pair.call(OTHER, 'CreateDetector', { Enable: true });
  });
  afterEach(() => pair.store.close());

  /** Every working operation that names a detector, with what else it needs. */
  const cases: { [N in keyof GuardDutyOperations]?: Omit<InputOf<N>, 'DetectorId'> } = {
    AcceptAdministratorInvitation: { AdministratorId: ADMINISTRATOR, InvitationId: 'a' },
    AcceptInvitation: { MasterId: ADMINISTRATOR, InvitationId: 'a' },
    ArchiveFindings: { FindingIds: ['id'] },
    CreateFilter: { Name: 'name', FindingCriteria: { Criterion: { id: { Equals: ['a'] } } } },
    CreateMembers: { AccountDetails: [{ AccountId: MEMBER, Email: 'a@example.com' }] },
    CreatePublishingDestination: { DestinationType: 'S3', DestinationProperties: {} },
    CreateSampleFindings: {},
    DeleteDetector: {},
    DeleteFilter: { FilterName: 'name' },
    DeleteMembers: { AccountIds: [MEMBER] },
    DeletePublishingDestination: { DestinationId: 'id' },
    DescribeMalwareScans: {},
    DescribePublishingDestination: { DestinationId: 'id' },
    DisassociateFromAdministratorAccount: {},
    DisassociateFromMasterAccount: {},
    DisassociateMembers: { AccountIds: [MEMBER] },
    GetAdministratorAccount: {},
    GetDetector: {},
    GetFilter: { FilterName: 'name' },
    GetFindings: { FindingIds: ['id'] },
    GetFindingsStatistics: { FindingStatisticTypes: ['COUNT_BY_SEVERITY'] },
    GetMalwareScanSettings: {},
    GetMasterAccount: {},
    GetMembers: { AccountIds: [MEMBER] },
    InviteMembers: { AccountIds: [MEMBER] },
    ListFilters: {},
    ListFindings: {},
    ListMembers: {},
    ListPublishingDestinations: {},
    StartMonitoringMembers: { AccountIds: [MEMBER] },
    StopMonitoringMembers: { AccountIds: [MEMBER] },
    UnarchiveFindings: { FindingIds: ['id'] },
    UpdateDetector: { Enable: false },
    UpdateFilter: { FilterName: 'name' },
    UpdateFindingsFeedback: { FindingIds: ['id'], Feedback: 'USEFUL' },
    UpdateMalwareScanSettings: {},
    UpdatePublishingDestination: { DestinationId: 'id' },
    CreateIPSet: NEW_LIST,
    CreateThreatEntitySet: NEW_LIST,
    CreateThreatIntelSet: NEW_LIST,
    CreateTrustedEntitySet: NEW_LIST,
    DeleteIPSet: { IpSetId: 'id' },
    DeleteThreatEntitySet: { ThreatEntitySetId: 'id' },
    DeleteThreatIntelSet: { ThreatIntelSetId: 'id' },
    DeleteTrustedEntitySet: { TrustedEntitySetId: 'id' },
    GetIPSet: { IpSetId: 'id' },
    GetThreatEntitySet: { ThreatEntitySetId: 'id' },
    GetThreatIntelSet: { ThreatIntelSetId: 'id' },
    GetTrustedEntitySet: { TrustedEntitySetId: 'id' },
    ListIPSets: {},
    ListThreatEntitySets: {},
    ListThreatIntelSets: {},
    ListTrustedEntitySets: {},
    UpdateIPSet: { IpSetId: 'id' },
    UpdateThreatEntitySet: { ThreatEntitySetId: 'id' },
    UpdateThreatIntelSet: { ThreatIntelSetId: 'id' },
    UpdateTrustedEntitySet: { TrustedEntitySetId: 'id' },
    DescribeOrganizationConfiguration: {},
    GetCoverageStatistics: { StatisticsType: ['COUNT_BY_RESOURCE_TYPE'] },
    GetMemberDetectors: { AccountIds: [MEMBER] },
    GetRemainingFreeTrialDays: { AccountIds: [MEMBER] },
    GetUsageStatistics: { UsageStatisticType: 'SUM_BY_ACCOUNT', UsageCriteria: {} },
    ListCoverage: {},
    UpdateMemberDetectors: { AccountIds: [MEMBER] },
    UpdateOrganizationConfiguration: { AutoEnable: true },
  };

  it.each(Object.keys(cases) as (keyof typeof cases)[])('is refused by %s', async (name) => {
    const digests = () =>
      Promise.all([ADMINISTRATOR, MEMBER, OTHER].map((id) => pair.store.digest(id)));
    const before = await digests();
    const unknown = 'f'.repeat(32);
    for (const DetectorId of [pair.administratorDetector, pair.memberDetector, unknown]) {
      const input = { ...cases[name], DetectorId } as InputOf<typeof name>;
      const refusal = await refusalOf(pair.call(OTHER, name, input));
      expect(refusal).toEqual({
        code: 'BadRequestException',
        status: 400,
        message: ERROR_TEXTS.detectorNotOwned,
        type: 'InvalidInputException',
      });
    }
    expect(await digests()).toEqual(before);
  });

  it('is tried by every working operation that names one', () => {
    const without = [
      'CreateCustomDetectionRuleAssociation',
      'CreateCustomDetectionRuleOrgConfiguration',
      'CreateDetector',
      'CreateMalwareProtectionPlan',
      'DeclineInvitations',
      'DeleteCustomDetectionRuleAssociation',
      'DeleteCustomDetectionRuleOrgConfiguration',
      'DeleteInvitations',
      'DeleteMalwareProtectionPlan',
      'DisableOrganizationAdminAccount',
      'EnableOrganizationAdminAccount',
      'GetCustomDetectionRule',
      'GetCustomDetectionRuleAssociation',
      'GetCustomDetectionRuleOrgConfiguration',
      'GetInvitationsCount',
      'GetMalwareProtectionPlan',
      'GetMalwareScan',
      'GetOrganizationStatistics',
      'ListCustomDetectionRuleAssociations',
      'ListCustomDetectionRuleOrgConfigurations',
      'ListCustomDetectionRules',
      'ListDetectors',
      'ListInvitations',
      'ListMalwareProtectionPlans',
      'ListMalwareScans',
      'ListOrganizationAdminAccounts',
      'ListTagsForResource',
      'SendObjectMalwareScan',
      'StartMalwareScan',
      'TagResource',
      'UntagResource',
      'UpdateCustomDetectionRuleAssociation',
      'UpdateCustomDetectionRuleOrgConfiguration',
      'UpdateMalwareProtectionPlan',
    ];
    const working = Object.values(guardDutyTable).filter((entry) => 'handle' in entry);
    const names = working.map((entry) => entry.name).sort();
    expect([...Object.keys(cases), ...without].sort()).toEqual(names);
  });

  it("keeps others' findings and members out of reach of the own detector", async () => {
    const own = await pair.store.detectors.get(OTHER, REGION);
    const DetectorId = own?.detectorId ?? '';
    const before = await pair.store.digest(MEMBER);
    const FindingIds = [findingId];
    expect(await pair.call(OTHER, 'GetFindings', { DetectorId, FindingIds })).toEqual({
      Findings: [],
    });
    await refusalOf(pair.call(OTHER, 'ArchiveFindings', { DetectorId, FindingIds }));
    const input = { DetectorId, AccountIds: [MEMBER] };
    for (const name of ['DisassociateMembers', 'DeleteMembers', 'StopMonitoringMembers'] as const) {
      const answer = await pair.call(OTHER, name, input);
      expect(answer.UnprocessedAccounts?.[0]?.Result).toBe(ERROR_TEXTS.notAssociated);
    }
    expect(await pair.store.digest(MEMBER)).toBe(before);
  });
});
