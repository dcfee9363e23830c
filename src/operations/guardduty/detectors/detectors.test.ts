import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RelationshipStatus } from '../../../domain/membership.ts';
import { isoMillis } from '../../../lib/clock.ts';
import { TAGS_PER_RESOURCE_MAX } from '../../../limits.ts';
import { ERROR_TEXTS } from '../errors.ts';
import {
  ADMINISTRATOR,
  emailOf,
  enable,
  type Harness,
  invite,
  MEMBER,
  OTHER,
  openHarness,
  openPair,
  putFinding,
  REGION,
  refusalOf,
  START,
  statusOf,
} from '../testing.ts';

let harness: Harness;

beforeEach(async () => {
  harness = await openHarness();
});
afterEach(() => harness.store.close());

const ROLE = 'aws-service-role/guardduty.amazonaws.com/AWSServiceRoleForAmazonGuardDuty';

const tags = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`key${i}`, 'value']));

describe('CreateDetector', () => {
  it('makes one with the defaults', async () => {
    const DetectorId = await enable(harness.call, MEMBER);
    expect(DetectorId).toMatch(/^[0-9a-f]{32}$/);
    const answer = await harness.call(MEMBER, 'GetDetector', { DetectorId });
    const { Features = [], DataSources, ...rest } = answer;
    expect(rest).toEqual({
      CreatedAt: isoMillis(START),
      UpdatedAt: isoMillis(START),
      FindingPublishingFrequency: 'SIX_HOURS',
      ServiceRole: `arn:aws:iam::${MEMBER}:role/${ROLE}`,
      Status: 'ENABLED',
      Tags: {},
    });
    expect(Features.filter((feature) => feature.Status === 'ENABLED').length).toBe(9);
    expect(DataSources?.S3Logs).toEqual({ Status: 'ENABLED' });
  });

  it('takes everything that may be given', async () => {
    const { DetectorId = '' } = await harness.call(MEMBER, 'CreateDetector', {
      Enable: false,
      FindingPublishingFrequency: 'FIFTEEN_MINUTES',
      Features: [
        { Name: 'RDS_LOGIN_EVENTS', Status: 'DISABLED' },
        { Name: 'S3_DATA_EVENTS', Status: 'DISABLED' },
      ],
      Tags: { team: 'red' },
    });
    const answer = await harness.call(MEMBER, 'GetDetector', { DetectorId });
    expect(answer.Status).toBe('DISABLED');
    expect(answer.FindingPublishingFrequency).toBe('FIFTEEN_MINUTES');
    expect(answer.Tags).toEqual({ team: 'red' });
    expect(answer.DataSources?.S3Logs).toEqual({ Status: 'DISABLED' });
    const off = (answer.Features ?? []).filter((feature) => feature.Status === 'DISABLED');
    expect(off.map((feature) => feature.Name)).toContain('RDS_LOGIN_EVENTS');
  });

  it('answers a retry with the same id, and refuses another call', async () => {
    const input = { Enable: true, ClientToken: 'token-1' };
    const first = await harness.call(MEMBER, 'CreateDetector', input);
    expect(await harness.call(MEMBER, 'CreateDetector', input)).toEqual(first);
    for (const other of [{ ...input, ClientToken: 'token-2' }, { Enable: true }]) {
      const refusal = await refusalOf(harness.call(MEMBER, 'CreateDetector', other));
      expect(refusal.message).toBe(ERROR_TEXTS.detectorExists);
      expect(refusal.type).toBe('InvalidInputException');
    }
  });

  it('does not take a missing token for a token', async () => {
    const input = { Enable: true, ClientToken: '' };
    await harness.call(MEMBER, 'CreateDetector', input);
    const refusal = await refusalOf(harness.call(MEMBER, 'CreateDetector', input));
    expect(refusal.message).toBe(ERROR_TEXTS.detectorExists);
  });

  it('takes 50 tags and not 51, and refuses features that cannot be followed', async () => {
    const both = [
      { Name: 'RUNTIME_MONITORING' as const, Status: 'ENABLED' as const },
      { Name: 'EKS_RUNTIME_MONITORING' as const, Status: 'ENABLED' as const },
    ];
    for (const more of [{ Tags: tags(TAGS_PER_RESOURCE_MAX + 1) }, { Features: both }]) {
      const refusal = await refusalOf(
        harness.call(MEMBER, 'CreateDetector', { Enable: true, ...more }),
      );
      expect(refusal.message).toBe(ERROR_TEXTS.invalidInput);
    }
    const Tags = tags(TAGS_PER_RESOURCE_MAX);
    await harness.call(MEMBER, 'CreateDetector', { Enable: true, Tags });
  });

  it('takes features in one way or the other, new and when it is changed', async () => {
    const Features = [{ Name: 'RDS_LOGIN_EVENTS' as const, Status: 'DISABLED' as const }];
    const both = { Features, DataSources: { S3Logs: { Enable: false } } };
    const created = harness.call(MEMBER, 'CreateDetector', { Enable: true, ...both });
    expect((await refusalOf(created)).message).toBe(ERROR_TEXTS.bothFeatureForms);
    const DetectorId = await enable(harness.call, MEMBER);
    const updated = harness.call(MEMBER, 'UpdateDetector', { DetectorId, ...both });
    expect((await refusalOf(updated)).message).toBe(ERROR_TEXTS.bothFeatureForms);
  });

  it('is one per account and Region', async () => {
    const here = await enable(harness.call, MEMBER);
    const there = await enable(harness.call, MEMBER, 'cn-north-1');
    expect(here).not.toBe(there);
    const list = async (region: string) =>
      (await harness.call(MEMBER, 'ListDetectors', {}, region)).DetectorIds;
    expect(await list(REGION)).toEqual([here]);
    expect(await list('cn-north-1')).toEqual([there]);
    expect(await list('eu-west-1')).toEqual([]);
    const answer = await harness.call(MEMBER, 'GetDetector', { DetectorId: there }, 'cn-north-1');
    expect(answer.ServiceRole).toMatch(/^arn:aws-cn:iam::/);
  });
});

describe('ListDetectors', () => {
  it('never has a second page', async () => {
    await enable(harness.call, MEMBER);
    const refusal = await refusalOf(harness.call(MEMBER, 'ListDetectors', { NextToken: 'abc' }));
    expect(refusal.message).toBe(
      'The request is rejected because the parameter nextToken has an invalid value.',
    );
    const answer = await harness.call(MEMBER, 'ListDetectors', { MaxResults: 1, NextToken: '' });
    expect('NextToken' in answer).toBe(false);
  });
});

describe('UpdateDetector', () => {
  it('changes what is given and nothing else', async () => {
    const DetectorId = await enable(harness.call, MEMBER);
    const before = await harness.call(MEMBER, 'GetDetector', { DetectorId });
    harness.clock.advance(1000);
    const FindingPublishingFrequency = 'ONE_HOUR' as const;
    const input = { DetectorId, FindingPublishingFrequency };
    expect(await harness.call(MEMBER, 'UpdateDetector', input)).toEqual({});
    const UpdatedAt = isoMillis(START + 1000);
    const after = { ...before, FindingPublishingFrequency, UpdatedAt };
    expect(await harness.call(MEMBER, 'GetDetector', { DetectorId })).toEqual(after);
    await harness.call(MEMBER, 'UpdateDetector', { DetectorId, Enable: false });
    const off = await harness.call(MEMBER, 'GetDetector', { DetectorId });
    expect(off).toEqual({ ...after, Status: 'DISABLED' });
  });
});

describe('the detector of a member', () => {
  it('shows in the row of the member when it suspends and resumes itself', async () => {
    const pair = await openPair(true);
    const DetectorId = pair.memberDetector;
    await pair.call(MEMBER, 'UpdateDetector', { DetectorId, Enable: false });
    expect(await statusOf(pair.store)).toBe('Disabled');
    await pair.call(MEMBER, 'UpdateDetector', { DetectorId, Enable: true });
    expect(await statusOf(pair.store)).toBe('Enabled');
    const stop = { DetectorId: pair.administratorDetector, AccountIds: [MEMBER] };
    await pair.call(ADMINISTRATOR, 'StopMonitoringMembers', stop);
    const resumed = pair.call(MEMBER, 'UpdateDetector', { DetectorId, Enable: true });
    expect((await refusalOf(resumed)).message).toBe(ERROR_TEXTS.notAuthorized);
    expect(await statusOf(pair.store)).toBe('Disabled');
    await pair.call(ADMINISTRATOR, 'StartMonitoringMembers', stop);
    expect(await statusOf(pair.store)).toBe('Enabled');
    await pair.store.close();
  });

  it('has the frequency of its administrator, and its own again when it leaves', async () => {
    const pair = await openPair(true);
    const DetectorId = pair.memberDetector;
    const frequency = async () =>
      (await pair.call(MEMBER, 'GetDetector', { DetectorId })).FindingPublishingFrequency;
    await pair.call(ADMINISTRATOR, 'UpdateDetector', {
      DetectorId: pair.administratorDetector,
      FindingPublishingFrequency: 'FIFTEEN_MINUTES',
    });
    expect(await frequency()).toBe('FIFTEEN_MINUTES');
    const set = (FindingPublishingFrequency: 'ONE_HOUR' | 'FIFTEEN_MINUTES') =>
      pair.call(MEMBER, 'UpdateDetector', { DetectorId, FindingPublishingFrequency });
    const refusal = await refusalOf(set('ONE_HOUR'));
    expect(refusal.message).toBe(ERROR_TEXTS.notAuthorized);
    expect([refusal.code, refusal.type]).toEqual(['BadRequestException', 'AccessDeniedException']);
    expect(await set('FIFTEEN_MINUTES')).toEqual({});
    await pair.call(MEMBER, 'DisassociateFromAdministratorAccount', { DetectorId });
    expect(await frequency()).toBe('SIX_HOURS');
    await pair.store.close();
  });

  it('has features that only its administrator decides', async () => {
    const pair = await openPair(true);
    const change = (Status: 'ENABLED' | 'DISABLED') =>
      pair.call(MEMBER, 'UpdateDetector', {
        DetectorId: pair.memberDetector,
        Features: [{ Name: 'S3_DATA_EVENTS', Status }],
      });
    expect((await refusalOf(change('DISABLED'))).message).toBe(ERROR_TEXTS.notAuthorized);
    expect(await change('ENABLED')).toEqual({});
    await pair.store.close();
  });

  it('leaves a Removed row behind when it is deleted', async () => {
    const pair = await openPair(true);
    const id = await putFinding(pair.store, { accountId: MEMBER });
    await pair.call(MEMBER, 'DeleteDetector', { DetectorId: pair.memberDetector });
    expect(await statusOf(pair.store)).toBe('Removed');
    expect(await pair.store.findings.get([MEMBER], REGION, [id])).toEqual([]);
    expect((await pair.call(MEMBER, 'ListDetectors', {})).DetectorIds).toEqual([]);
    await pair.store.close();
  });
});

describe('the detector of an administrator', () => {
  it('cannot be suspended while it has associated members', async () => {
    const pair = await openPair(true);
    const DetectorId = pair.administratorDetector;
    const suspend = () => pair.call(ADMINISTRATOR, 'UpdateDetector', { DetectorId, Enable: false });
    expect((await refusalOf(suspend())).message).toBe(ERROR_TEXTS.suspendWithMembers);
    const AccountIds = [MEMBER];
    await pair.call(ADMINISTRATOR, 'StopMonitoringMembers', { DetectorId, AccountIds });
    expect((await refusalOf(suspend())).message).toBe(ERROR_TEXTS.suspendWithMembers);
    await pair.call(ADMINISTRATOR, 'DisassociateMembers', { DetectorId, AccountIds });
    expect(await suspend()).toEqual({});
    await pair.store.close();
  });

  it.each<[RelationshipStatus, boolean]>([
    ['Created', true],
    ['Removed', true],
    ['Resigned', true],
    ['Invited', false],
    ['EmailVerificationInProgress', false],
    ['EmailVerificationFailed', false],
    ['Enabled', false],
    ['Disabled', false],
  ])('with a member that is %s can be deleted: %s', async (status, deletable) => {
    const DetectorId = await enable(harness.call, ADMINISTRATOR);
    const place = { administratorId: ADMINISTRATOR, region: REGION, accountId: OTHER };
    const row = { ...place, email: emailOf(OTHER), status, updatedAt: START };
    await harness.store.members.put(row);
    const call = harness.call(ADMINISTRATOR, 'DeleteDetector', { DetectorId });
    if (deletable) {
      expect(await call).toEqual({});
      expect(await statusOf(harness.store, OTHER)).toBeUndefined();
    } else {
      expect((await refusalOf(call)).message).toBe(ERROR_TEXTS.detectorHasMembers);
      expect(await statusOf(harness.store, OTHER)).toBe(status);
    }
  });

  it('frees its account to become a member when it is deleted', async () => {
    const pair = await openPair(true);
    const removal = { DetectorId: pair.administratorDetector, AccountIds: [MEMBER] };
    await pair.call(ADMINISTRATOR, 'DisassociateMembers', removal);
    const detectorId = await enable(pair.call, OTHER);
    const InvitationId = await invite(pair.call, { accountId: OTHER, detectorId }, ADMINISTRATOR);
    const accept = (DetectorId: string) =>
      pair.call(ADMINISTRATOR, 'AcceptInvitation', { DetectorId, MasterId: OTHER, InvitationId });
    const refusal = await refusalOf(accept(removal.DetectorId));
    expect(refusal.message).toBe(ERROR_TEXTS.acceptWithMembers);
    await pair.call(ADMINISTRATOR, 'DeleteDetector', { DetectorId: removal.DetectorId });
    expect(await accept(await enable(pair.call, ADMINISTRATOR))).toEqual({});
    expect(await statusOf(pair.store, ADMINISTRATOR, OTHER)).toBe('Enabled');
    await pair.store.close();
  });
});
