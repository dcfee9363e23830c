import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  endWork,
  type IndicatorList,
  LIST_KINDS,
  type ListKind,
  type ListOutcome,
  listRules,
} from '../../../domain/indicator-list.ts';
import { dateOf } from '../../../lib/clock.ts';
import { TAGS_PER_RESOURCE_MAX } from '../../../limits.ts';
import { ERROR_TEXTS } from '../errors.ts';
import {
  ADMINISTRATOR,
  MEMBER,
  openPair,
  type Pair,
  REGION,
  refusalOf,
  START,
} from '../testing.ts';

let pair: Pair;
let DetectorId: string;
beforeEach(async () => {
  pair = await openPair(false);
  DetectorId = pair.administratorDetector;
});
afterEach(() => pair.store.close());

interface Given {
  readonly Name?: string;
  readonly Location?: string;
  readonly Activate?: boolean;
  readonly ExpectedBucketOwner?: string;
  readonly ClientToken?: string;
  readonly Tags?: Record<string, string>;
}
interface Shown extends Given {
  readonly Format?: string;
  readonly Status?: string;
  readonly CreatedAt?: Date;
  readonly UpdatedAt?: Date;
  readonly ErrorDetails?: string;
}
type Page = { readonly ids: string[]; readonly NextToken?: string };
interface Caller {
  readonly accountId: string;
  readonly DetectorId: string;
}

/** The five operations of a kind, which differ in names alone. */
interface Operations {
  create(as: Caller, given: Given): Promise<string>;
  get(as: Caller, id: string): Promise<Shown>;
  list(as: Caller, more?: { MaxResults?: number; NextToken?: string }): Promise<Page>;
  update(as: Caller, id: string, given: Given): Promise<object>;
  remove(as: Caller, id: string): Promise<object>;
}

const filled = (given: Given) => ({
  ...{ Name: 'list', Location: 's3://bucket/key', Activate: false, Format: 'TXT' as const },
  ...given,
});
const operations: Readonly<Record<ListKind, Operations>> = {
  ipset: {
    create: async (as, given) =>
      (await pair.call(as.accountId, 'CreateIPSet', { ...as, ...filled(given) })).IpSetId ?? '',
    get: (as, IpSetId) => pair.call(as.accountId, 'GetIPSet', { ...as, IpSetId }),
    list: async (as, more) => {
      const { IpSetIds, ...next } = await pair.call(as.accountId, 'ListIPSets', { ...as, ...more });
      return { ids: IpSetIds ?? [], ...next };
    },
    update: (as, IpSetId, given) =>
      pair.call(as.accountId, 'UpdateIPSet', { ...as, ...given, IpSetId }),
    remove: (as, IpSetId) => pair.call(as.accountId, 'DeleteIPSet', { ...as, IpSetId }),
  },
  threatintelset: {
    create: async (as, given) => {
      const input = { ...as, ...filled(given) };
      return (await pair.call(as.accountId, 'CreateThreatIntelSet', input)).ThreatIntelSetId ?? '';
    },
    get: (as, ThreatIntelSetId) =>
      pair.call(as.accountId, 'GetThreatIntelSet', { ...as, ThreatIntelSetId }),
    list: async (as, more) => {
      const input = { ...as, ...more };
      const answer = await pair.call(as.accountId, 'ListThreatIntelSets', input);
      const { ThreatIntelSetIds, ...next } = answer;
      return { ids: ThreatIntelSetIds ?? [], ...next };
    },
    update: (as, ThreatIntelSetId, given) =>
      pair.call(as.accountId, 'UpdateThreatIntelSet', { ...as, ...given, ThreatIntelSetId }),
    remove: (as, ThreatIntelSetId) =>
      pair.call(as.accountId, 'DeleteThreatIntelSet', { ...as, ThreatIntelSetId }),
  },
  trustedentityset: {
    create: async (as, given) => {
      const answer = await pair.call(as.accountId, 'CreateTrustedEntitySet', {
        ...as,
        ...filled(given),
      });
      return answer.TrustedEntitySetId ?? '';
    },
    get: (as, TrustedEntitySetId) =>
      pair.call(as.accountId, 'GetTrustedEntitySet', { ...as, TrustedEntitySetId }),
    list: async (as, more) => {
      const input = { ...as, ...more };
      const answer = await pair.call(as.accountId, 'ListTrustedEntitySets', input);
      const { TrustedEntitySetIds, ...next } = answer;
      return { ids: TrustedEntitySetIds ?? [], ...next };
    },
    update: (as, TrustedEntitySetId, given) =>
      pair.call(as.accountId, 'UpdateTrustedEntitySet', { ...as, ...given, TrustedEntitySetId }),
    remove: (as, TrustedEntitySetId) =>
      pair.call(as.accountId, 'DeleteTrustedEntitySet', { ...as, TrustedEntitySetId }),
  },
  threatentityset: {
    create: async (as, given) => {
      const input = { ...as, ...filled(given) };
      const answer = await pair.call(as.accountId, 'CreateThreatEntitySet', input);
      return answer.ThreatEntitySetId ?? '';
    },
    get: (as, ThreatEntitySetId) =>
      pair.call(as.accountId, 'GetThreatEntitySet', { ...as, ThreatEntitySetId }),
    list: async (as, more) => {
      const input = { ...as, ...more };
      const answer = await pair.call(as.accountId, 'ListThreatEntitySets', input);
      const { ThreatEntitySetIds, ...next } = answer;
      return { ids: ThreatEntitySetIds ?? [], ...next };
    },
    update: (as, ThreatEntitySetId, given) =>
      pair.call(as.accountId, 'UpdateThreatEntitySet', { ...as, ...given, ThreatEntitySetId }),
    remove: (as, ThreatEntitySetId) =>
      pair.call(as.accountId, 'DeleteThreatEntitySet', { ...as, ThreatEntitySetId }),
  },
};

const admin = (): Caller => ({ accountId: ADMINISTRATOR, DetectorId });
const member = (): Caller => ({ accountId: MEMBER, DetectorId: pair.memberDetector });
const messageOf = async (work: Promise<unknown>) => (await refusalOf(work)).message;
const parameterText = (name: string) =>
  `The request is rejected because the parameter ${name} has an invalid value.`;

/** Ends the work that a list awaits, as the loop in the background does. */
async function end(
  kind: ListKind,
  listId: string,
  outcome: ListOutcome,
  accountId = ADMINISTRATOR,
) {
  const list = await pair.store.lists.get(accountId, REGION, kind, listId);
  await pair.store.lists.put(endWork(list as IndicatorList, outcome, pair.clock.now()));
}

const accept = () =>
  pair.call(MEMBER, 'AcceptInvitation', {
    DetectorId: pair.memberDetector,
    MasterId: ADMINISTRATOR,
    InvitationId: pair.invitationId,
  });

describe.each(LIST_KINDS)('lists of the kind %s', (kind) => {
  const { create, get, list, update, remove } = operations[kind];
  const { entities, listsMax } = listRules(kind);

  it('are shown as they were made, and listed', async () => {
    const Tags = { team: 'red' };
    const id = await create(admin(), { Tags, ExpectedBucketOwner: MEMBER });
    expect(id).toMatch(/^[0-9a-f]{32}$/);
    const times = { CreatedAt: dateOf(START), UpdatedAt: dateOf(START) };
    expect(await get(admin(), id)).toEqual({
      Name: 'list',
      Format: 'TXT',
      Location: 's3://bucket/key',
      Status: 'INACTIVE',
      Tags,
      ExpectedBucketOwner: MEMBER,
      ...(entities && times),
    });
    expect(await list(admin())).toEqual({ ids: [id] });
    expect(await list(member())).toEqual({ ids: [] });
    expect(pair.listWakes()).toBe(0);
  });

  it('go through their states, waking the work that each needs', async () => {
    const id = await create(admin(), { Activate: true });
    const status = async () => (await get(admin(), id)).Status;
    expect([await status(), pair.listWakes()]).toEqual(['ACTIVATING', 1]);
    for (const busy of [update(admin(), id, { Name: 'new' }), remove(admin(), id)]) {
      expect(await messageOf(busy)).toBe(ERROR_TEXTS.listBusy);
    }
    await end(kind, id, { kind: 'activated' });
    expect(await status()).toBe('ACTIVE');
    pair.clock.advance(1000);
    await update(admin(), id, { Name: 'new', Location: 's3://bucket/other' });
    const renamed = await get(admin(), id);
    expect(renamed).toMatchObject({ Name: 'new', Location: 's3://bucket/other', Status: 'ACTIVE' });
    expect(renamed.ExpectedBucketOwner).toBeUndefined();
    if (entities) expect(renamed.UpdatedAt).toEqual(dateOf(START + 1000));
    await update(admin(), id, { Activate: false, ExpectedBucketOwner: MEMBER });
    expect([await status(), pair.listWakes()]).toEqual(['DEACTIVATING', 2]);
    await end(kind, id, { kind: 'deactivated' });
    await update(admin(), id, { Activate: true });
    await end(kind, id, { kind: 'failed', reason: 'why' });
    const failed = await get(admin(), id);
    expect(failed).toMatchObject({ Status: 'ERROR', ExpectedBucketOwner: MEMBER });
    expect(failed.ErrorDetails).toBe(entities ? 'why' : undefined);
  });

  it('are gone from the list at once, and tell of their end', async () => {
    const id = await create(admin(), { Activate: true });
    await end(kind, id, { kind: 'activated' });
    await remove(admin(), id);
    expect(await list(admin())).toEqual({ ids: [] });
    expect((await get(admin(), id)).Status).toBe('DELETE_PENDING');
    for (const again of [remove(admin(), id), update(admin(), id, { Name: 'new' })]) {
      expect(await messageOf(again)).toBe(ERROR_TEXTS.noSuchResource);
    }
    await end(kind, id, { kind: 'deleted' });
    expect((await get(admin(), id)).Status).toBe('DELETED');
    expect(await create(admin(), {})).not.toBe(id);
  });

  it('are made once for a token, and one of a name', async () => {
    const id = await create(admin(), { ClientToken: 'token' });
    expect(await create(admin(), { ClientToken: 'token' })).toBe(id);
    const exists = {
      ipset: ERROR_TEXTS.ipSetExists,
      threatintelset: ERROR_TEXTS.threatIntelSetExists,
      trustedentityset: ERROR_TEXTS.trustedEntitySetExists,
      threatentityset: ERROR_TEXTS.threatEntitySetExists,
    }[kind];
    for (const ClientToken of ['other', '', undefined]) {
      expect(await messageOf(create(admin(), { ClientToken }))).toBe(exists);
    }
    await update(admin(), id, { Name: 'list' });
    if (listsMax === 1) return;
    const second = await create(admin(), { Name: 'second' });
    expect(await messageOf(update(admin(), second, { Name: 'list' }))).toBe(exists);
    expect((await get(admin(), second)).Name).toBe('second');
  });

  it(`are ${listsMax} at the most, page by page`, async () => {
    const made: string[] = [];
    for (let i = 0; i < listsMax; i += 1) made.push(await create(admin(), { Name: `n${i}` }));
    expect(await messageOf(create(admin(), { Name: 'more' }))).toBe(ERROR_TEXTS.listLimit);
    const pages: string[] = [];
    let NextToken: string | undefined;
    do {
      const page = await list(admin(), { MaxResults: 4, ...(NextToken && { NextToken }) });
      expect(page.ids.length).toBeLessThanOrEqual(4);
      pages.push(...page.ids);
      NextToken = page.NextToken;
    } while (NextToken !== undefined);
    expect(pages).toEqual(made.sort());
    await remove(admin(), made[0] ?? '');
    await create(admin(), { Name: 'more' });
  });

  it.each(['example', 's3://bucket', 'https://example.com/list.txt'])(
    'refuse the location %s, even where they are not activated',
    async (Location) => {
      const text = parameterText(entities ? 'location' : 'ipSetLocation');
      expect(await messageOf(create(admin(), { Location }))).toBe(text);
      const id = await create(admin(), {});
      expect(await messageOf(update(admin(), id, { Location }))).toBe(text);
    },
  );

  it('may lie on a host that the operator allows', async () => {
    const Location = 'https://lists.example.com/list.txt';
    const id = await create(admin(), { Location });
    expect((await get(admin(), id)).Location).toBe(Location);
  });

  it('refuse a name with other characters, and too many tags', async () => {
    const name = entities ? 'name' : kind === 'ipset' ? 'ipSetName' : 'threatIntelSetName';
    expect(await messageOf(create(admin(), { Name: 'a/b' }))).toBe(parameterText(name));
    const keys = Array.from({ length: TAGS_PER_RESOURCE_MAX + 1 }, (_, i) => [`k${i}`, '']);
    const Tags = Object.fromEntries(keys) as Record<string, string>;
    expect(await messageOf(create(admin(), { Tags }))).toBe(ERROR_TEXTS.invalidInput);
    expect(await list(admin())).toEqual({ ids: [] });
  });

  it('are known under their own id and kind alone', async () => {
    const unknown = 'f'.repeat(32);
    const id = await create(admin(), {});
    const other = operations[kind === 'ipset' ? 'threatintelset' : 'ipset'];
    for (const call of [
      get(admin(), unknown),
      update(admin(), unknown, { Name: 'new' }),
      remove(admin(), unknown),
      get(member(), id),
      remove(member(), id),
      other.get(admin(), id),
      other.remove(admin(), id),
    ]) {
      expect(await messageOf(call)).toBe(ERROR_TEXTS.noSuchResource);
    }
  });

  it("of a member stand back for its administrator's, and come back as they were", async () => {
    const own = await create(member(), { Activate: true });
    await end(kind, own, { kind: 'activated' }, MEMBER);
    const before = await get(member(), own);
    const theirs = await create(admin(), { Activate: true });
    await end(kind, theirs, { kind: 'activated' });
    await accept();
    expect(await list(member())).toEqual({ ids: [theirs] });
    expect((await get(member(), theirs)).Status).toBe('ACTIVE');
    expect((await get(member(), own)).Status).toBe('INACTIVE');
    for (const write of [
      create(member(), { Name: 'new' }),
      update(member(), own, { Activate: true }),
      update(member(), theirs, { Activate: false }),
      remove(member(), own),
      remove(member(), theirs),
    ]) {
      expect(await messageOf(write)).toBe(
        'The request is rejected because member accounts cannot manage IPSets or ThreatIntelSets.',
      );
    }
    const AccountIds = [MEMBER];
    await pair.call(ADMINISTRATOR, 'DisassociateMembers', { DetectorId, AccountIds });
    expect(await list(member())).toEqual({ ids: [own] });
    expect(await get(member(), own)).toEqual(before);
    expect(await messageOf(get(member(), theirs))).toBe(ERROR_TEXTS.noSuchResource);
  });

  it('have tags that the tag operations change', async () => {
    const id = await create(admin(), { Tags: { team: 'red', env: 'test' } });
    const detectorArn = `arn:aws:guardduty:${REGION}:${ADMINISTRATOR}:detector/${DetectorId}`;
    const ResourceArn = `${detectorArn}/${kind}/${id}`;
    await pair.call(ADMINISTRATOR, 'TagResource', { ResourceArn, Tags: { team: 'blue' } });
    await pair.call(ADMINISTRATOR, 'UntagResource', { ResourceArn, TagKeys: ['env'] });
    const { Tags } = await pair.call(ADMINISTRATOR, 'ListTagsForResource', { ResourceArn });
    expect(Tags).toEqual({ team: 'blue' });
    expect((await get(admin(), id)).Tags).toEqual({ team: 'blue' });
    await remove(admin(), id);
    const gone = pair.call(ADMINISTRATOR, 'ListTagsForResource', { ResourceArn });
    expect(await messageOf(gone)).toBe(ERROR_TEXTS.noSuchResource);
  });
});
