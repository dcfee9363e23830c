import { TAGS_PER_RESOURCE_MAX } from '../../../limits.ts';
import { readableOrganization } from '../caller-organization.ts';
import { query } from '../operation.ts';
import { pageOfAll } from '../page.ts';
import { taggedResource } from './tagged-resource.ts';

/** All in one page, as there is no size to ask for; ascending by key. */
export const listTagsForResource = query('ListTagsForResource', async (input, context) => {
  const organization = await readableOrganization(context);
  const id = await taggedResource(input.ResourceId, organization, context);
  const tags = await context.store.organizations.getTags(organization.organizationId, id);
  const keys = Object.keys(tags).sort();
  const { rows, NextToken } = await pageOfAll(
    'organizations-tags',
    { MaxResults: TAGS_PER_RESOURCE_MAX, NextToken: input.NextToken },
    keys,
    (key) => key,
  );
  return { Tags: rows.map((Key) => ({ Key, Value: tags[Key] ?? '' })), NextToken };
});
