import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isoMillis } from '../../../lib/clock.ts';
import { ERROR_TEXTS } from '../errors.ts';
import {
  ADMINISTRATOR,
  enable,
  invite,
  MEMBER,
  OTHER,
  openPair,
  type Pair,
  refusalOf,
  START,
  statusOf,
} from '../testing.ts';

let pair: Pair;

beforeEach(async () => {
  pair = await openPair(true);
});
afterEach(() => pair.store.close());

const BOTH = ['DisassociateFromAdministratorAccount', 'DisassociateFromMasterAccount'] as const;

describe('GetAdministratorAccount and GetMasterAccount', () => {
  it('show the member its administrator', async () => {
    const input = { DetectorId: pair.memberDetector };
    const expected = {
      AccountId: ADMINISTRATOR,
      InvitationId: pair.invitationId,
      InvitedAt: isoMillis(START),
      RelationshipStatus: 'Enabled',
    };
    const { Administrator } = await pair.call(MEMBER, 'GetAdministratorAccount', input);
    const { Master } = await pair.call(MEMBER, 'GetMasterAccount', input);
    expect([Administrator, Master]).toEqual([expected, expected]);
  });

  it('have nothing for an administrator, a lone account, or one that is only invited', async () => {
    const DetectorId = await enable(pair.call, OTHER);
    const administrator = { accountId: ADMINISTRATOR, detectorId: pair.administratorDetector };
    await invite(pair.call, administrator, OTHER);
    const lone = await pair.call(OTHER, 'GetAdministratorAccount', { DetectorId });
    const input = { DetectorId: pair.administratorDetector };
    const above = await pair.call(ADMINISTRATOR, 'GetMasterAccount', input);
    expect([lone.Administrator, above.Master]).toEqual([undefined, undefined]);
  });
});

describe.each(BOTH)('%s', (name) => {
  it('makes the row Resigned, from Enabled and from Disabled', async () => {
    const input = { DetectorId: pair.memberDetector };
    expect(await pair.call(MEMBER, name, input)).toEqual({});
    expect(await statusOf(pair.store)).toBe('Resigned');
    const again = await refusalOf(pair.call(MEMBER, name, input));
    expect(again.message).toBe(ERROR_TEXTS.noAdministrator);
  });

  it('works for a member that is not monitored', async () => {
    const stop = { DetectorId: pair.administratorDetector, AccountIds: [MEMBER] };
    await pair.call(ADMINISTRATOR, 'StopMonitoringMembers', stop);
    await pair.call(MEMBER, name, { DetectorId: pair.memberDetector });
    expect(await statusOf(pair.store)).toBe('Resigned');
  });

  it('refuses an administrator', async () => {
    const call = pair.call(ADMINISTRATOR, name, { DetectorId: pair.administratorDetector });
    const refusal = await refusalOf(call);
    expect(refusal.message).toBe(ERROR_TEXTS.noAdministrator);
    expect(refusal.status).toBe(400);
  });
});

describe('a member that left', () => {
  it('can be invited again without being created, and join again', async () => {
    const { call, memberDetector: DetectorId } = pair;
    await call(MEMBER, 'DisassociateFromAdministratorAccount', { DetectorId });
    const asks = { AccountIds: [MEMBER], DisableEmailNotification: true };
    const input = { DetectorId: pair.administratorDetector, ...asks };
    await call(ADMINISTRATOR, 'InviteMembers', input);
    const { Invitations = [] } = await call(MEMBER, 'ListInvitations', {});
    expect(Invitations.length).toBe(1);
    const InvitationId = Invitations.at(-1)?.InvitationId ?? '';
    expect(InvitationId).not.toBe(pair.invitationId);
    await call(MEMBER, 'AcceptInvitation', { DetectorId, MasterId: ADMINISTRATOR, InvitationId });
    expect(await statusOf(pair.store)).toBe('Enabled');
  });
});
