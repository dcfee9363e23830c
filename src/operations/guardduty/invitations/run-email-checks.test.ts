import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EMAIL_CHECKS_PER_BATCH } from '../../../limits.ts';
import {
  ADMINISTRATOR,
  addAccount,
  emailOf,
  MEMBER,
  openPair,
  type Pair,
  REGION,
  START,
  statusOf,
} from '../testing.ts';
import { runEmailChecks } from './run-email-checks.ts';

const NEW = '012345678901';
let pair: Pair;

beforeEach(async () => {
  pair = await openPair(false);
});
afterEach(() => pair.store.close());

const ask = async (accountId: string, Email: string) => {
  const DetectorId = pair.administratorDetector;
  const AccountDetails = [{ AccountId: accountId, Email }];
  await pair.call(ADMINISTRATOR, 'CreateMembers', { DetectorId, AccountDetails });
  await pair.call(ADMINISTRATOR, 'InviteMembers', { DetectorId, AccountIds: [accountId] });
};

describe('runEmailChecks', () => {
  it.each([
    ['the own address', emailOf(NEW), 'Invited'],
    ['the own address in capitals', emailOf(NEW).toUpperCase(), 'Invited'],
    ['another address', 'someone@example.com', 'EmailVerificationFailed'],
  ])('with %s', async (_what, email, status) => {
    await addAccount(pair.store, NEW);
    await ask(NEW, email);
    expect(await statusOf(pair.store, NEW)).toBe('EmailVerificationInProgress');
    expect((await pair.call(NEW, 'ListInvitations', {})).Invitations).toEqual([]);
    pair.clock.advance(1000);
    expect(await runEmailChecks(pair.store, pair.clock)).toBe(1);
    const row = await pair.store.members.get(ADMINISTRATOR, REGION, NEW);
    expect(row?.status).toBe(status);
    expect(row?.invitedAt).toBe(START);
    expect(row?.updatedAt).toBe(START + 1000);
    const { Invitations } = await pair.call(NEW, 'ListInvitations', {});
    expect(Invitations?.length).toBe(status === 'Invited' ? 1 : 0);
  });

  it('fails for an account that does not exist', async () => {
    await ask(NEW, emailOf(NEW));
    expect(await runEmailChecks(pair.store, pair.clock)).toBe(1);
    expect(await statusOf(pair.store, NEW)).toBe('EmailVerificationFailed');
  });

  it('ends more checks than one batch holds, and none a second time', async () => {
    const total = EMAIL_CHECKS_PER_BATCH + 1;
    for (let i = 0; i < total; i += 1) {
      await pair.store.members.put({
        administratorId: ADMINISTRATOR,
        region: i % 2 === 0 ? REGION : 'eu-west-1',
        accountId: String(500_000_000_000 + i),
        email: 'a@example.com',
        status: 'EmailVerificationInProgress',
        invitation: { invitationId: 'a'.repeat(32) },
        invitedAt: START,
        updatedAt: START,
      });
    }
    expect(await runEmailChecks(pair.store, pair.clock)).toBe(total);
    expect(await runEmailChecks(pair.store, pair.clock)).toBe(0);
    expect(await statusOf(pair.store)).toBe('Invited');
  });

  it('lets a failed address be put right by deleting and creating again', async () => {
    await addAccount(pair.store, NEW);
    await ask(NEW, 'someone@example.com');
    await runEmailChecks(pair.store, pair.clock);
    const DetectorId = pair.administratorDetector;
    await pair.call(ADMINISTRATOR, 'DeleteMembers', { DetectorId, AccountIds: [NEW] });
    await ask(NEW, emailOf(NEW));
    await runEmailChecks(pair.store, pair.clock);
    expect(await statusOf(pair.store, NEW)).toBe('Invited');
    expect(await statusOf(pair.store, MEMBER)).toBe('Invited');
  });

  it('never shows an invitation that failed its check and was taken back', async () => {
    await addAccount(pair.store, NEW);
    await ask(NEW, 'someone@example.com');
    await runEmailChecks(pair.store, pair.clock);
    const DetectorId = pair.administratorDetector;
    await pair.call(ADMINISTRATOR, 'DisassociateMembers', { DetectorId, AccountIds: [NEW] });
    expect(await statusOf(pair.store, NEW)).toBe('Removed');
    expect((await pair.call(NEW, 'ListInvitations', {})).Invitations).toEqual([]);
  });
});
