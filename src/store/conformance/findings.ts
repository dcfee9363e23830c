import type { Finding } from '@aws-sdk/client-guardduty';
import { expect, it } from 'vitest';
import { CriteriaError } from '../../domain/criteria.ts';
import { dateOf, isoMillis } from '../../lib/clock.ts';
import { TokenError } from '../errors.ts';
import type { FindingQuery, Store } from '../store.ts';
import { ACCOUNTS, makeFinding, START } from '../testing.ts';

const [MINE, OTHER] = ACCOUNTS;
const REGION = 'us-east-1';

async function put(store: Store, ...findings: Finding[]): Promise<void> {
  for (const finding of findings) {
    await store.findings.put({ finding, key: `key of ${finding.Id}`, sample: false });
  }
}

export function findingConformance(store: () => Store): void {
  bodyConformance(store);
  listConformance(store);
  changeConformance(store);
}

function bodyConformance(store: () => Store): void {
  it('gives a finding back exactly as it was put', async () => {
    const finding = makeFinding('whole', {
      Confidence: 0.5,
      Description: 'Zeile 1\nline 2 \u0000 ☂ 𝄞 "quoted" \\',
      Resource: {
        ResourceType: 'S3Bucket',
        S3BucketDetails: [{ Name: 'b', CreatedAt: dateOf(START + 1), Tags: [] }],
      },
    });
    await put(store(), finding);
    const [back] = await store().findings.get([MINE], REGION, ['whole']);
    expect(back).toStrictEqual(finding);
  });

  it('replaces a finding of the same id, with all that finds it', async () => {
    const named = (UserName: string) =>
      makeFinding('one', { Resource: { AccessKeyDetails: { UserName } } });
    const find = async (name: string) => {
      const criteria = { 'resource.accessKeyDetails.userName': { equals: [name] } };
      const query = { accountIds: [MINE], region: REGION, criteria, limit: 5 };
      return (await store().findings.list(query)).ids;
    };
    await put(store(), named('alice'));
    await put(store(), named('bob'));
    expect(await find('alice')).toEqual([]);
    expect(await find('bob')).toEqual(['one']);
  });

  it('finds a finding by what aggregates, samples apart', async () => {
    const { findings } = store();
    const real = { finding: makeFinding('real'), key: 'k', sample: false };
    const sample = { finding: makeFinding('sample'), key: 'k', sample: true };
    await findings.put(real);
    await findings.put(sample);
    const type = 'Stealth:IAMUser/CloudTrailLoggingDisabled';
    expect(await findings.findByKey(MINE, REGION, type, 'k', false)).toStrictEqual(real);
    expect(await findings.findByKey(MINE, REGION, type, 'k', true)).toStrictEqual(sample);
    expect(await findings.findByKey(MINE, REGION, type, 'other', false)).toBeUndefined();
    expect(await findings.findByKey(MINE, REGION, 'Other:Type/X', 'k', false)).toBeUndefined();
    expect(await findings.findByKey(MINE, 'eu-west-1', type, 'k', false)).toBeUndefined();
    expect(await findings.findByKey(OTHER, REGION, type, 'k', false)).toBeUndefined();
  });

  it('refuses a second finding of one key', async () => {
    const { findings } = store();
    await findings.put({ finding: makeFinding('first'), key: 'k', sample: false });
    const second = { finding: makeFinding('second'), key: 'k', sample: false };
    await expect(findings.put(second)).rejects.toThrow();
    expect(await findings.get([MINE], REGION, ['second'])).toEqual([]);
  });

  it('refuses a finding without a time', async () => {
    const finding = makeFinding('x', { UpdatedAt: 'soon' });
    const putting = store().findings.put({ finding, key: 'k', sample: false });
    await expect(putting).rejects.toThrow('UpdatedAt');
  });

  it('gets findings in the order asked for, and none of others', async () => {
    const [a, b] = [makeFinding('a'), makeFinding('b')];
    const foreign = makeFinding('foreign', { AccountId: OTHER });
    await put(store(), a, b, foreign, makeFinding('elsewhere', { Region: 'eu-west-1' }));
    const { findings } = store();
    const ids = ['b', 'foreign', 'nothing', 'elsewhere', 'a'];
    expect(await findings.get([MINE], REGION, ids)).toEqual([b, a]);
    expect(await findings.get([MINE, OTHER], REGION, ids)).toEqual([b, foreign, a]);
    expect(await findings.get([], REGION, ids)).toEqual([]);
    expect(await findings.get([MINE], REGION, [])).toEqual([]);
  });
}

function listConformance(store: () => Store): void {
  const list = (query: Partial<FindingQuery>) =>
    store().findings.list({ accountIds: [MINE], region: REGION, limit: 10, ...query });

  it('lists the latest update first, page by page', async () => {
    for (let n = 0; n < 5; n += 1) {
      await put(store(), makeFinding(`f${n}`, { UpdatedAt: isoMillis(START + n) }));
    }
    const first = await list({ limit: 2 });
    expect(first.ids).toEqual(['f4', 'f3']);
    const second = await list({ limit: 2, after: first.next });
    expect(second.ids).toEqual(['f2', 'f1']);
    expect(await list({ limit: 2, after: second.next })).toEqual({ ids: ['f0'] });
    expect(await list({ limit: 5 })).toEqual({ ids: ['f4', 'f3', 'f2', 'f1', 'f0'] });
  });

  it('lists nothing for no accounts, other accounts and other Regions', async () => {
    await put(store(), makeFinding('a'));
    expect(await list({ accountIds: [] })).toEqual({ ids: [] });
    expect(await list({ accountIds: [OTHER] })).toEqual({ ids: [] });
    expect(await list({ region: 'eu-west-1' })).toEqual({ ids: [] });
    expect(await list({ accountIds: [OTHER, MINE, MINE] })).toEqual({ ids: ['a'] });
  });

  it.each(['', 'nonsense', '!', 'WzFd', 'bnVsbA', 'e30'])('refuses the token %j', async (after) => {
    await expect(list({ after })).rejects.toThrow(TokenError);
  });

  it('refuses a token of another order', async () => {
    await put(store(), makeFinding('a'), makeFinding('b'));
    const { next } = await list({ limit: 1 });
    const sort = { field: 'updatedAt', descending: false };
    await expect(list({ after: next, sort })).rejects.toThrow(TokenError);
    const byType = { field: 'type', descending: true };
    await expect(list({ after: next, sort: byType })).rejects.toThrow(TokenError);
  });

  it.each(['title', 'toString', ''])('refuses to sort by %j', async (field) => {
    const sorting = list({ sort: { field, descending: true } });
    await expect(sorting).rejects.toThrow(CriteriaError);
  });
}

function changeConformance(store: () => Store): void {
  const NOW = START + 1000;

  it('archives and unarchives, and moves updatedAt of what it changes', async () => {
    await put(store(), makeFinding('a'), makeFinding('b', { AccountId: OTHER }));
    const { findings } = store();
    expect(await findings.setArchived([MINE], REGION, ['a', 'b', 'no'], true, NOW)).toBe(1);
    const [a, b] = await findings.get([MINE, OTHER], REGION, ['a', 'b']);
    expect(a).toEqual(
      makeFinding('a', {
        UpdatedAt: isoMillis(NOW),
        Service: { Archived: true, Count: 1, ResourceRole: 'TARGET' },
      }),
    );
    expect(b).toEqual(makeFinding('b', { AccountId: OTHER }));
    const criteria = {
      'service.archived': { equals: ['true'] },
      updatedAt: { greaterThan: START },
    };
    const query = { accountIds: [MINE, OTHER], region: REGION, criteria, limit: 5 };
    expect((await findings.list(query)).ids).toEqual(['a']);
    expect(await findings.setArchived([MINE], REGION, ['a'], true, NOW + 5)).toBe(1);
    const [again] = await findings.get([MINE], REGION, ['a']);
    expect(again?.UpdatedAt).toBe(isoMillis(NOW));
    await findings.setArchived([MINE], REGION, ['a'], false, NOW + 9);
    expect((await findings.list(query)).ids).toEqual([]);
  });

  it('keeps feedback', async () => {
    await put(store(), makeFinding('a', { Service: undefined }));
    const { findings } = store();
    const useful = { verdict: 'USEFUL', comments: 'we were tested' };
    expect(await findings.setFeedback([MINE], REGION, ['a'], useful, NOW)).toBe(1);
    const other = { verdict: 'NOT_USEFUL', comments: 'not mine to say' };
    expect(await findings.setFeedback([OTHER], REGION, ['a'], other, NOW)).toBe(0);
    expect(await findings.feedbackComments('a')).toBe('we were tested');
    const [a] = await findings.get([MINE], REGION, ['a']);
    expect(a?.Service?.UserFeedback).toBe('USEFUL');
    expect(a?.UpdatedAt).toBe(isoMillis(NOW));
  });

  it('keeps key and sample flag of what it changes', async () => {
    const { findings } = store();
    const finding = makeFinding('a');
    await findings.put({ finding, key: 'k', sample: true });
    await findings.setArchived([MINE], REGION, ['a'], true, NOW);
    const type = finding.Type ?? '';
    expect((await findings.findByKey(MINE, REGION, type, 'k', true))?.finding.Id).toBe('a');
  });
}
