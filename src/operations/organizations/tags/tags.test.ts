import { beforeEach, describe, expect, it } from 'vitest';
import { FULL_AWS_ACCESS } from '../../../domain/organization.ts';
import { createAccount } from '../create-account.ts';
import { createOrganization } from '../create-organization.ts';
import { createPolicy } from '../policies/create-policy.ts';
import { MANAGEMENT, OUTSIDER, World } from '../testing.ts';
import { givenTags } from './given-tags.ts';
import { listTagsForResource } from './list-tags-for-resource.ts';
import { tagResource } from './tag-resource.ts';
import { untagResource } from './untag-resource.ts';

const CONTENT =
  '{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"*","Resource":"*"}}';

let world: World;
beforeEach(async () => {
  world = await World.organized();
});

const tag = (ResourceId: string, ...Tags: { Key: string; Value: string }[]) =>
  world.call(tagResource, { ResourceId, Tags });
const tagsOf = async (ResourceId: string) =>
  (await world.call(listTagsForResource, { ResourceId })).Tags;

describe('tags', () => {
  it('are added, replaced and removed on whatever can have them', async () => {
    const { Policy: made } = await world.call(createPolicy, {
      Name: 'p',
      Description: '',
      Type: 'SERVICE_CONTROL_POLICY',
      Content: CONTENT,
    });
    for (const id of [MANAGEMENT, world.rootId, made?.PolicySummary?.Id ?? '']) {
      expect(await tagsOf(id)).toEqual([]);
      await tag(id, { Key: 'b', Value: '1' }, { Key: 'a', Value: '' });
      await tag(id, { Key: 'b', Value: '2' });
      expect(await tagsOf(id)).toEqual([
        { Key: 'a', Value: '' },
        { Key: 'b', Value: '2' },
      ]);
      await world.call(untagResource, { ResourceId: id, TagKeys: ['a', 'never'] });
      expect(await tagsOf(id)).toEqual([{ Key: 'b', Value: '2' }]);
    }
  });

  it('come with a new account', async () => {
    const Tags = [{ Key: 'owner', Value: 'team' }];
    const input = { Email: 'new@example.com', AccountName: 'new', Tags };
    await world.call(createAccount, input);
    const account = await world.store.accounts.findByEmail('new@example.com');
    expect(await tagsOf(account?.accountId ?? '')).toEqual(Tags);
  });

  it('are refused on what does not exist, and on what AWS manages', async () => {
    for (const id of [OUTSIDER, 'r-0000', 'ou-0000-00000000', 'p-00000000', FULL_AWS_ACCESS]) {
      const call = tag(id, { Key: 'a', Value: 'b' });
      await expect(call).rejects.toMatchObject({ code: 'TargetNotFoundException' });
      await expect(tagsOf(id)).rejects.toMatchObject({ code: 'TargetNotFoundException' });
    }
  });

  it('are fifty at the most', async () => {
    const many = Array.from({ length: 50 }, (_, index) => ({ Key: `k${index}`, Value: 'v' }));
    await tag(MANAGEMENT, ...many);
    expect(await tagsOf(MANAGEMENT)).toHaveLength(50);
    await expect(tag(MANAGEMENT, { Key: 'one more', Value: '' })).rejects.toMatchObject({
      code: 'ConstraintViolationException',
      fields: { Reason: 'MAX_TAG_LIMIT_EXCEEDED' },
    });
    await tag(MANAGEMENT, { Key: 'k0', Value: 'replaced' });
  });

  it('of another organisation stay hidden', async () => {
    await tag(MANAGEMENT, { Key: 'a', Value: 'b' });
    await world.call(createOrganization, {}, OUTSIDER);
    const call = world.call(listTagsForResource, { ResourceId: MANAGEMENT }, OUTSIDER);
    await expect(call).rejects.toMatchObject({ code: 'TargetNotFoundException' });
  });
});

describe('givenTags', () => {
  it('refuses a key twice, and one that AWS reserves', () => {
    const a = { Key: 'a', Value: '1' };
    expect(givenTags([a])).toEqual({ a: '1' });
    expect(givenTags()).toEqual({});
    expect(() => givenTags([a, a])).toThrow('more than once');
    expect(() => givenTags([{ Key: 'AWS:a', Value: '' }])).toThrow('aws:');
    const many = Array.from({ length: 51 }, (_, index) => ({ Key: `${index}`, Value: '' }));
    expect(() => givenTags(many)).toThrow('number of tags');
  });
});
