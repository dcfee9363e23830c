import type { FindingCriteria } from '@aws-sdk/client-guardduty';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dateOf } from '../../../lib/clock.ts';
import { FILTER_CRITERIA_CHARS_MAX, FILTERS_MAX, TAGS_PER_RESOURCE_MAX } from '../../../limits.ts';
import { ERROR_TEXTS } from '../errors.ts';
import {
  ADMINISTRATOR,
  type InputOf,
  MEMBER,
  OTHER,
  openPair,
  type Pair,
  REGION,
  refusalOf,
  START,
} from '../testing.ts';

const criteria: FindingCriteria = {
  Criterion: { type: { Eq: ['Recon:EC2/Portscan'] }, severity: { GreaterThanOrEqual: 4 } },
};
const parameter = (name: string) =>
  `The request is rejected because the parameter ${name} has an invalid value.`;

let pair: Pair;
let DetectorId: string;
beforeEach(async () => {
  pair = await openPair(true);
  DetectorId = pair.administratorDetector;
});
afterEach(() => pair.store.close());

const create = (Name: string, more: Partial<InputOf<'CreateFilter'>> = {}) =>
  pair.call(ADMINISTRATOR, 'CreateFilter', {
    DetectorId,
    Name,
    FindingCriteria: criteria,
    ...more,
  });
const get = (FilterName: string) =>
  pair.call(ADMINISTRATOR, 'GetFilter', { DetectorId, FilterName });
const update = (FilterName: string, more: Partial<InputOf<'UpdateFilter'>>) =>
  pair.call(ADMINISTRATOR, 'UpdateFilter', { DetectorId, FilterName, ...more });
const remove = (FilterName: string) =>
  pair.call(ADMINISTRATOR, 'DeleteFilter', { DetectorId, FilterName });
const messageOf = async (work: Promise<unknown>) => (await refusalOf(work)).message;

/** Names in the order of rank. */
async function order(): Promise<string[]> {
  const filters = await pair.store.filters.list(ADMINISTRATOR, REGION);
  expect(filters.map(({ rank }) => rank)).toEqual(filters.map((_, index) => index + 1));
  return filters.map(({ name }) => name);
}

describe('CreateFilter', () => {
  it('keeps what was given as it was given', async () => {
    const given = {
      Description: 'Port scans: (ours)',
      Action: 'ARCHIVE' as const,
      Rank: 1,
      Tags: { team: 'red' },
    };
    expect(await create('scans', given)).toEqual({ Name: 'scans' });
    expect(await get('scans')).toEqual({
      Name: 'scans',
      ...given,
      FindingCriteria: criteria,
      CreatedAt: dateOf(START),
      UpdatedAt: dateOf(START),
      Version: 1,
    });
  });

  it('does nothing to findings and comes first, unless told otherwise', async () => {
    await create('first');
    await create('second');
    expect(await get('second')).toMatchObject({ Action: 'NOOP', Rank: 1, Tags: {} });
    expect('Description' in (await get('second'))).toBe(false);
    expect(await order()).toEqual(['second', 'first']);
  });

  it('puts one at its rank, one behind the last at the most', async () => {
    await create('one');
    await create('three', { Rank: 2 });
    await create('two', { Rank: 2 });
    expect(await order()).toEqual(['one', 'two', 'three']);
    expect(await messageOf(create('five', { Rank: 5 }))).toBe(parameter('rank'));
    await create('four', { Rank: 4 });
    expect(await order()).toEqual(['one', 'two', 'three', 'four']);
  });

  it('answers the same for the same token, and refuses the name to another call', async () => {
    const ClientToken = 'token-1';
    await create('name', { ClientToken });
    expect(await create('name', { ClientToken })).toEqual({ Name: 'name' });
    for (const other of [{ ClientToken: 'token-2' }, { ClientToken: '' }, {}]) {
      expect(await refusalOf(create('name', other))).toMatchObject({
        code: 'BadRequestException',
        message: ERROR_TEXTS.filterExists,
      });
    }
    expect(await order()).toEqual(['name']);
    expect(await create('Name', { ClientToken })).toEqual({ Name: 'Name' });
  });

  it('ends at 100 of an account and Region', async () => {
    for (let n = 0; n < FILTERS_MAX; n += 1) await create(`filter-${n}`);
    expect(await messageOf(create('more'))).toBe(ERROR_TEXTS.filterLimit);
    await remove('filter-50');
    expect(await create('more')).toEqual({ Name: 'more' });
  });

  it.each<[string, string, Partial<InputOf<'CreateFilter'>>]>([
    ['a name with a blank', 'name', { Name: 'a b c' }],
    ['a name with a slash', 'name', { Name: 'a/b' }],
    ['a description with a comma', 'description', { Description: 'this, that' }],
    ['no criterion', 'findingCriteria', { FindingCriteria: {} }],
    ['an unknown field', 'findingCriteria', { FindingCriteria: only('nonsense') }],
    ['a field for rules alone', 'findingCriteria', { FindingCriteria: only('description') }],
    ['too much', 'findingCriteria', { FindingCriteria: only('id', FILTER_CRITERIA_CHARS_MAX) }],
  ])('refuses %s', async (_what, name, more) => {
    expect(await messageOf(create('good-name', more))).toBe(parameter(name));
    expect(await order()).toEqual([]);
  });

  it('takes 50 tags and not 51', async () => {
    const tags = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, n) => [`k${n}`, '']));
    const Tags = tags(TAGS_PER_RESOURCE_MAX + 1);
    expect(await messageOf(create('tagged', { Tags }))).toBe(ERROR_TEXTS.invalidInput);
    await create('tagged', { Tags: tags(TAGS_PER_RESOURCE_MAX) });
  });
});

function only(field: string, characters = 1): FindingCriteria {
  return { Criterion: { [field]: { Equals: ['x'.repeat(characters)] } } };
}

describe('UpdateFilter', () => {
  it('changes what is given and nothing else', async () => {
    await create('name', { Description: 'old', Tags: { team: 'red' } });
    const before = await get('name');
    pair.clock.advance(1000);
    expect(await update('name', { Description: '' })).toEqual({ Name: 'name' });
    const UpdatedAt = dateOf(START + 1000);
    expect(await get('name')).toEqual({ ...before, Description: '', UpdatedAt, Version: 2 });
    const FindingCriteria = only('id');
    await update('name', { FindingCriteria });
    expect(await get('name')).toMatchObject({ FindingCriteria, Description: '', Version: 3 });
  });

  it('moves a filter among the others, which are no newer for it', async () => {
    for (const [index, name] of ['one', 'two', 'three'].entries()) {
      await create(name, { Rank: index + 1 });
    }
    await update('one', { Rank: 3 });
    expect(await order()).toEqual(['two', 'three', 'one']);
    await update('one', { Rank: 2 });
    expect(await order()).toEqual(['two', 'one', 'three']);
    expect((await get('two')).Version).toBe(1);
    expect(await messageOf(update('one', { Rank: 4 }))).toBe(parameter('rank'));
  });

  it('looks at action and criteria together, whichever of them changes', async () => {
    await create('rule', { Action: 'ARCHIVE', FindingCriteria: only('description') });
    expect(await messageOf(update('rule', { Action: 'NOOP' }))).toBe(parameter('findingCriteria'));
    await update('rule', { Action: 'NOOP', FindingCriteria: only('id') });
    const FindingCriteria = only('description');
    const again = update('rule', { FindingCriteria });
    expect(await messageOf(again)).toBe(parameter('findingCriteria'));
    expect(await get('rule')).toMatchObject({ Action: 'NOOP', FindingCriteria: only('id') });
  });

  it.each<[string, Partial<InputOf<'UpdateFilter'>>]>([
    ['description', { Description: 'this, that' }],
    ['findingCriteria', { FindingCriteria: { Criterion: {} } }],
  ])('refuses a bad %s', async (name, more) => {
    await create('name');
    expect(await messageOf(update('name', more))).toBe(parameter(name));
  });
});

describe('DeleteFilter', () => {
  it('closes the gap', async () => {
    for (const name of ['three', 'two', 'one']) await create(name);
    expect(await remove('two')).toEqual({});
    expect(await order()).toEqual(['one', 'three']);
  });
});

describe('a filter that is not there', () => {
  it('is refused as a resource that does not exist', async () => {
    await create('here');
    const there = { DetectorId: pair.memberDetector, FilterName: 'here' };
    for (const work of [get('nowhere'), update('nowhere', {}), remove('nowhere'), get('Here')]) {
      expect(await refusalOf(work)).toMatchObject({
        code: 'BadRequestException',
        message: ERROR_TEXTS.noSuchResource,
      });
    }
    const foreign = pair.call(MEMBER, 'GetFilter', there);
    expect(await messageOf(foreign)).toBe(ERROR_TEXTS.noSuchResource);
  });
});

describe('ListFilters', () => {
  it('pages by name, also while what was read is deleted', async () => {
    const list = (more = {}) => pair.call(ADMINISTRATOR, 'ListFilters', { DetectorId, ...more });
    expect(await list()).toEqual({ FilterNames: [] });
    for (const name of ['ccc', 'aaa', 'ddd', 'bbb', 'eee']) await create(name);
    const first = await list({ MaxResults: 2 });
    expect(first.FilterNames).toEqual(['aaa', 'bbb']);
    for (const name of ['aaa', 'bbb']) await remove(name);
    const second = await list({ MaxResults: 2, NextToken: first.NextToken });
    expect(second.FilterNames).toEqual(['ccc', 'ddd']);
    const last = await list({ MaxResults: 2, NextToken: second.NextToken });
    expect(last).toEqual({ FilterNames: ['eee'] });
    expect(await messageOf(list({ NextToken: 'abc' }))).toBe(parameter('nextToken'));
  });
});

describe('a member', () => {
  const own = () => ({ DetectorId: pair.memberDetector });

  it('may not write filters, keeps its own, and has them back when it leaves', async () => {
    const FilterName = 'mine';
    await pair.call(MEMBER, 'DisassociateFromAdministratorAccount', own());
    const input = { ...own(), Name: FilterName, FindingCriteria: criteria };
    await pair.call(MEMBER, 'CreateFilter', input);
    const AccountIds = [MEMBER];
    const AccountDetails = [{ AccountId: MEMBER, Email: `${MEMBER}@example.com` }];
    await pair.call(ADMINISTRATOR, 'DeleteMembers', { DetectorId, AccountIds });
    await pair.call(ADMINISTRATOR, 'CreateMembers', { DetectorId, AccountDetails });
    const asks = { DetectorId, AccountIds, DisableEmailNotification: true };
    await pair.call(ADMINISTRATOR, 'InviteMembers', asks);
    const { Invitations } = await pair.call(MEMBER, 'ListInvitations', {});
    const InvitationId = Invitations?.[0]?.InvitationId ?? '';
    const accepts = { ...own(), MasterId: ADMINISTRATOR, InvitationId };
    await pair.call(MEMBER, 'AcceptInvitation', accepts);
    for (const work of [
      pair.call(MEMBER, 'CreateFilter', { ...input, Name: 'more' }),
      pair.call(MEMBER, 'UpdateFilter', { ...own(), FilterName, Action: 'ARCHIVE' }),
      pair.call(MEMBER, 'DeleteFilter', { ...own(), FilterName }),
    ]) {
      expect(await refusalOf(work)).toMatchObject({
        code: 'BadRequestException',
        status: 400,
        message: ERROR_TEXTS.notAuthorized,
        type: 'AccessDeniedException',
      });
    }
    const listed = await pair.call(MEMBER, 'ListFilters', own());
    expect(listed.FilterNames).toEqual([FilterName]);
    await pair.call(MEMBER, 'DisassociateFromAdministratorAccount', own());
    expect(await pair.call(MEMBER, 'DeleteFilter', { ...own(), FilterName })).toEqual({});
  });
});

describe('tags of a filter', () => {
  it('are added, replaced, shown and removed, and make it no newer', async () => {
    await create('tagged', { Tags: { env: 'test' } });
    const before = await get('tagged');
    const detectorArn = `arn:aws:guardduty:${REGION}:${ADMINISTRATOR}:detector/${DetectorId}`;
    const ResourceArn = `${detectorArn}/filter/tagged`;
    const list = async () =>
      (await pair.call(ADMINISTRATOR, 'ListTagsForResource', { ResourceArn })).Tags;
    pair.clock.advance(1000);
    await pair.call(ADMINISTRATOR, 'TagResource', { ResourceArn, Tags: { team: 'red' } });
    expect(await list()).toEqual({ env: 'test', team: 'red' });
    await pair.call(ADMINISTRATOR, 'UntagResource', { ResourceArn, TagKeys: ['env'] });
    expect(await list()).toEqual({ team: 'red' });
    expect(await get('tagged')).toEqual({ ...before, Tags: { team: 'red' } });
    await remove('tagged');
    expect(await messageOf(list())).toBe(ERROR_TEXTS.noSuchResource);
  });
});

describe('suppression of samples', () => {
  const Types = ['Recon:EC2/Portscan', 'Stealth:IAMUser/CloudTrailLoggingDisabled'];
  const sample = (FindingTypes = Types) =>
    pair.call(ADMINISTRATOR, 'CreateSampleFindings', { DetectorId, FindingTypes });

  /** Types of the findings that are, or are not, archived. */
  async function types(archived: boolean): Promise<(string | undefined)[]> {
    const FindingCriteria = { Criterion: { 'service.archived': { Eq: [String(archived)] } } };
    const { FindingIds = [] } = await pair.call(ADMINISTRATOR, 'ListFindings', {
      DetectorId,
      FindingCriteria,
    });
    const got = await pair.call(ADMINISTRATOR, 'GetFindings', { DetectorId, FindingIds });
    return (got.Findings ?? []).map((finding) => finding.Type).sort();
  }

  it('archives what comes while the rule is there, and leaves alone what came before', async () => {
    const [scan = '', trail = ''] = Types;
    await sample([trail]);
    const FindingCriteria = { Criterion: { type: { Matches: ['Recon:*', 'Stealth:*'] } } };
    await create('noise', { Action: 'ARCHIVE', FindingCriteria });
    expect(await types(true)).toEqual([]);
    await sample([scan]);
    expect(await types(true)).toEqual([scan]);
    expect(await types(false)).toEqual([trail]);
    await update('noise', { Action: 'NOOP' });
    await sample([trail]);
    expect(await types(false)).toEqual([trail]);
    expect(await types(true)).toEqual([scan]);
    await update('noise', { Action: 'ARCHIVE' });
    await sample([trail]);
    expect(await types(true)).toEqual([scan, trail]);
  });

  it('does nothing with the action NOOP', async () => {
    await create('search', { FindingCriteria: { Criterion: { type: { Matches: ['*'] } } } });
    await sample();
    expect(await types(false)).toEqual(Types);
  });

  it('does not reach accounts that are no members', async () => {
    const { DetectorId: lone = '' } = await pair.call(OTHER, 'CreateDetector', { Enable: true });
    const FindingCriteria = { Criterion: { type: { Matches: ['*'] } } };
    await create('all', { Action: 'ARCHIVE', FindingCriteria });
    await pair.call(OTHER, 'CreateSampleFindings', { DetectorId: lone, FindingTypes: Types });
    const { ids } = await pair.store.findings.list({
      accountIds: [OTHER],
      region: REGION,
      criteria: { 'service.archived': { equals: ['false'] } },
      limit: 10,
    });
    expect(ids).toHaveLength(2);
  });
});
