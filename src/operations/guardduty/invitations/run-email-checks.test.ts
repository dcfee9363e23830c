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
/** Whom an invitation was shown to. */
let told: string[];

beforeEach(async () => {
  pair = await openPair(false);
  told = [];
});
afterEach(() => pair.store.close());

const ask = async (accountId: string, Email: string) => {
  const DetectorId = pair.administratorDetector;
  const AccountDetails = [{ AccountId: accountId, Email }];
  await pair.call(ADMINISTRATOR, 'CreateMembers', { DetectorId, AccountDetails });
  await pair.call(ADMINISTRATOR, 'InviteMembers', { DetectorId, AccountIds: [accountId] });
};

const check = () =>
  runEmailChecks(pair.store, pair.clock, async (inside, row) => {
    const kept = await inside.members.get(row.administratorId, row.region, row.accountId);
    told.push(`${row.accountId} ${kept?.status}`);
  });

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
    expect(await check()).toBe(1);
    const row = await pair.store.members.get(ADMINISTRATOR, REGION, NEW);
    expect(row?.status).toBe(status);
    expect(row?.invitedAt).toBe(START);
    expect(row?.updatedAt).toBe(START + 1000);
    const { Invitations } = await pair.call(NEW, 'ListInvitations', {});
    expect(Invitations?.length).toBe(status === 'Invited' ? 1 : 0);
    expect(told).toEqual(status === 'Invited' ? [`${NEW} Invited`] : []);
  });

  it('ends no check where nobody could be told of it', async () => {
    await addAccount(pair.store, NEW);
    await ask(NEW, emailOf(NEW));
    const run = runEmailChecks(pair.store, pair.clock, async () => {
      throw new Error('no room');
    });
    await expect(run).rejects.toThrow('no room');
    expect(await statusOf(pair.store, NEW)).toBe('EmailVerificationInProgress');
  });

  it('fails for an account that does not exist', async () => {
    await ask(NEW, emailOf(NEW));
    expect(await check()).toBe(1);
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
    expect(await check()).toBe(total);
    expect(await check()).toBe(0);
    expect(await statusOf(pair.store)).toBe('Invited');
  });

  it('lets a failed address be put right by deleting and creating again', async () => {
    await addAccount(pair.store, NEW);
    await ask(NEW, 'someone@example.com');
    await check();
    const DetectorId = pair.administratorDetector;
    await pair.call(ADMINISTRATOR, 'DeleteMembers', { DetectorId, AccountIds: [NEW] });
    await ask(NEW, emailOf(NEW));
    await check();
    expect(await statusOf(pair.store, NEW)).toBe('Invited');
    expect(await statusOf(pair.store, MEMBER)).toBe('Invited');
  });

  it('never shows an invitation that failed its check and was taken back', async () => {
    await addAccount(pair.store, NEW);
    await ask(NEW, 'someone@example.com');
    await check();
    const DetectorId = pair.administratorDetector;
    await pair.call(ADMINISTRATOR, 'DisassociateMembers', { DetectorId, AccountIds: [NEW] });
    expect(await statusOf(pair.store, NEW)).toBe('Removed');
    expect((await pair.call(NEW, 'ListInvitations', {})).Invitations).toEqual([]);
  });
});
