import { describe, expect, it } from 'vitest';
import { ERROR_TEXTS } from '../errors.ts';
import { DELEGATED, MEMBER, OUTSIDER, openAdministered, SECOND } from '../organization/testing.ts';
import { ADMINISTRATOR, OTHER, openPair, refusalOf } from '../testing.ts';

describe('member detectors', () => {
  it('are shown for associated members, in both views', async () => {
    const { call, create, DetectorId } = await openAdministered();
    await create(MEMBER);
    const AccountIds = [MEMBER, SECOND];
    const shown = await call(DELEGATED, 'GetMemberDetectors', { DetectorId, AccountIds });
    expect(shown.UnprocessedAccounts).toEqual([
      { AccountId: SECOND, Result: ERROR_TEXTS.notAssociated },
    ]);
    const [member] = shown.MemberDataSourceConfigurations ?? [];
    expect(member).toMatchObject({
      AccountId: MEMBER,
      DataSources: { S3Logs: { Status: 'DISABLED' }, CloudTrail: { Status: 'ENABLED' } },
    });
    expect(member?.Features?.map((feature) => feature.Name)).toEqual([
      'S3_DATA_EVENTS',
      'EKS_AUDIT_LOGS',
      'EBS_MALWARE_PROTECTION',
      'RDS_LOGIN_EVENTS',
      'LAMBDA_NETWORK_LOGS',
      'EKS_RUNTIME_MONITORING',
      'RUNTIME_MONITORING',
      'AI_PROTECTION',
    ]);
  });

  it('are changed feature by feature, whichever way it is named', async () => {
    const { call, create, DetectorId, store } = await openAdministered();
    await create(MEMBER);
    const asks = { DetectorId, AccountIds: [MEMBER, OUTSIDER] };
    const changed = await call(DELEGATED, 'UpdateMemberDetectors', {
      ...asks,
      Features: [{ Name: 'EBS_MALWARE_PROTECTION', Status: 'ENABLED' }],
      DataSources: { S3Logs: { Enable: true } },
    });
    expect(changed.UnprocessedAccounts).toEqual([
      { AccountId: OUTSIDER, Result: ERROR_TEXTS.notAssociated },
    ]);
    const { features } = (await store.detectors.get(MEMBER, 'us-east-1')) ?? {};
    expect(features).toMatchObject({
      EBS_MALWARE_PROTECTION: { status: 'ENABLED' },
      S3_DATA_EVENTS: { status: 'ENABLED' },
      RDS_LOGIN_EVENTS: { status: 'DISABLED' },
    });
  });

  it('follow an administrator by invitation, but for malware protection', async () => {
    const { call, administratorDetector: DetectorId, memberDetector } = await openPair(true);
    const update = async (Name: 'S3_DATA_EVENTS' | 'EBS_MALWARE_PROTECTION') => {
      const answer = await call(ADMINISTRATOR, 'UpdateMemberDetectors', {
        DetectorId,
        AccountIds: [MEMBER],
        Features: [{ Name, Status: 'DISABLED' }],
      });
      return answer.UnprocessedAccounts?.[0]?.Result;
    };
    expect(await update('S3_DATA_EVENTS')).toBeUndefined();
    expect(await update('EBS_MALWARE_PROTECTION')).toBe(ERROR_TEXTS.notAuthorized);
    const { Features } = await call(MEMBER, 'GetDetector', { DetectorId: memberDetector });
    const statusOf = (name: string) => Features?.find((one) => one.Name === name)?.Status;
    expect(statusOf('S3_DATA_EVENTS')).toBe('DISABLED');
    expect(statusOf('EBS_MALWARE_PROTECTION')).toBe('ENABLED');
  });

  it('are refused with nothing to change, or both runtime features', async () => {
    const { call, administratorDetector: DetectorId } = await openPair(true);
    const AccountIds = [MEMBER];
    const nothing = call(ADMINISTRATOR, 'UpdateMemberDetectors', { DetectorId, AccountIds });
    expect((await refusalOf(nothing)).message).toBe(ERROR_TEXTS.invalidInput);
    const both = call(ADMINISTRATOR, 'UpdateMemberDetectors', {
      DetectorId,
      AccountIds,
      Features: [
        { Name: 'RUNTIME_MONITORING', Status: 'ENABLED' },
        { Name: 'EKS_RUNTIME_MONITORING', Status: 'ENABLED' },
      ],
    });
    expect((await refusalOf(both)).message).toBe(ERROR_TEXTS.invalidInput);
  });

  it('are nobody’s who did not associate with the caller', async () => {
    const { call, administratorDetector, memberDetector } = await openPair(false);
    const AccountIds = [MEMBER];
    const waiting = { DetectorId: administratorDetector, AccountIds };
    const shown = await call(ADMINISTRATOR, 'GetMemberDetectors', waiting);
    expect(shown.MemberDataSourceConfigurations).toEqual([]);
    const foreign = { DetectorId: memberDetector, AccountIds };
    const asked = call(OTHER, 'GetMemberDetectors', foreign);
    expect((await refusalOf(asked)).message).toBe(ERROR_TEXTS.detectorNotOwned);
  });
});
