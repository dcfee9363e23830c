import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isoMillis } from '../../../lib/clock.ts';
import { ERROR_TEXTS } from '../errors.ts';
import {
  ADMINISTRATOR,
  emailOf,
  enable,
  MEMBER,
  OTHER,
  openPair,
  type Pair,
  refusalOf,
  START,
} from '../testing.ts';

let pair: Pair;
let DetectorId: string;

beforeEach(async () => {
  pair = await openPair(true);
  DetectorId = pair.administratorDetector;
});
afterEach(() => pair.store.close());

const createMany = async (count: number) => {
  const ids = Array.from({ length: count }, (_, i) => String(500_000_000_000 + i));
  for (let i = 0; i < ids.length; i += 50) {
    const AccountDetails = ids
      .slice(i, i + 50)
      .map((AccountId) => ({ AccountId, Email: emailOf(AccountId) }));
    await pair.call(ADMINISTRATOR, 'CreateMembers', { DetectorId, AccountDetails });
  }
  return ids;
};

describe('ListMembers', () => {
  it.each([
    [undefined, 1],
    ['true', 1],
    ['TRUE', 1],
    ['false', 3],
    ['FALSE', 3],
    ['False', 3],
  ])('with onlyAssociated %s lists %i', async (OnlyAssociated, count) => {
    await createMany(2);
    const answer = await pair.call(ADMINISTRATOR, 'ListMembers', { DetectorId, OnlyAssociated });
    expect(answer.Members?.length).toBe(count);
    expect('NextToken' in answer).toBe(false);
  });

  it.each(['', 'yes', ' true', '1'])('refuses onlyAssociated "%s"', async (OnlyAssociated) => {
    const refusal = await refusalOf(
      pair.call(ADMINISTRATOR, 'ListMembers', { DetectorId, OnlyAssociated }),
    );
    expect(refusal.message).toBe(
      'The request is rejected because the parameter onlyAssociated has an invalid value.',
    );
  });

  it('shows an associated member with its detector and the time of its invitation', async () => {
    const { Members } = await pair.call(ADMINISTRATOR, 'ListMembers', { DetectorId });
    expect(Members).toEqual([
      {
        AccountId: MEMBER,
        MasterId: ADMINISTRATOR,
        AdministratorId: ADMINISTRATOR,
        Email: emailOf(MEMBER),
        RelationshipStatus: 'Enabled',
        DetectorId: pair.memberDetector,
        InvitedAt: isoMillis(START),
        UpdatedAt: isoMillis(START),
      },
    ]);
  });

  it('keeps the detector of an account to itself that has not joined', async () => {
    await enable(pair.call, OTHER);
    const AccountDetails = [{ AccountId: OTHER, Email: emailOf(OTHER) }];
    await pair.call(ADMINISTRATOR, 'CreateMembers', { DetectorId, AccountDetails });
    const asked = { DetectorId, AccountIds: [OTHER] };
    const { Members } = await pair.call(ADMINISTRATOR, 'GetMembers', asked);
    expect(Members?.[0]).not.toHaveProperty('DetectorId');
  });

  it('pages through 121 rows by 50, and a last full page carries no token', async () => {
    const ids = [MEMBER, ...(await createMany(120))];
    const seen: (string | undefined)[] = [];
    const sizes: number[] = [];
    let NextToken: string | undefined;
    do {
      const input = { DetectorId, OnlyAssociated: 'false', NextToken };
      const page = await pair.call(ADMINISTRATOR, 'ListMembers', input);
      seen.push(...(page.Members ?? []).map((member) => member.AccountId));
      sizes.push(page.Members?.length ?? 0);
      NextToken = page.NextToken;
    } while (NextToken !== undefined);
    expect(seen).toEqual(ids);
    expect(sizes).toEqual([50, 50, 21]);
    const exact = { DetectorId, OnlyAssociated: 'true', MaxResults: 1, NextToken: '' };
    expect('NextToken' in (await pair.call(ADMINISTRATOR, 'ListMembers', exact))).toBe(false);
  });

  it('refuses a token that it never gave out', async () => {
    const call = pair.call(ADMINISTRATOR, 'ListMembers', { DetectorId, NextToken: 'abc' });
    expect((await refusalOf(call)).message).toBe(
      'The request is rejected because the parameter nextToken has an invalid value.',
    );
  });
});

describe('GetMembers', () => {
  it('answers those that are there and names the others', async () => {
    const input = { DetectorId, AccountIds: [OTHER, MEMBER, MEMBER] };
    const answer = await pair.call(ADMINISTRATOR, 'GetMembers', input);
    expect(answer.Members?.map((member) => member.AccountId)).toEqual([MEMBER]);
    expect(answer.UnprocessedAccounts).toEqual([
      { AccountId: OTHER, Result: ERROR_TEXTS.notAssociated },
    ]);
  });
});

describe('a Region', () => {
  it('knows nothing of the members of another', async () => {
    const there = await enable(pair.call, ADMINISTRATOR, 'eu-west-1');
    const input = { DetectorId: there, OnlyAssociated: 'false' };
    const answer = await pair.call(ADMINISTRATOR, 'ListMembers', input, 'eu-west-1');
    expect(answer.Members).toEqual([]);
    const asked = pair.call(ADMINISTRATOR, 'ListMembers', { DetectorId }, 'eu-west-1');
    expect((await refusalOf(asked)).message).toBe(ERROR_TEXTS.detectorNotOwned);
    expect((await pair.call(MEMBER, 'ListInvitations', {}, 'eu-west-1')).Invitations).toEqual([]);
  });
});
