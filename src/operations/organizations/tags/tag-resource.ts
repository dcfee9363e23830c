import { addTags } from '../../../domain/tags.ts';
import { TAGS_PER_RESOURCE_MAX } from '../../../limits.ts';
import { managedOrganization } from '../caller-organization.ts';
import { organizationsErrors } from '../errors.ts';
import { operation } from '../operation.ts';
import { givenTags } from './given-tags.ts';
import { taggedResource } from './tagged-resource.ts';

export const tagResource = operation('TagResource', async (input, context) => {
  const organization = await managedOrganization(context);
  const { organizationId } = organization;
  const { organizations } = context.store;
  const id = await taggedResource(input.ResourceId, organization, context);
  const existing = await organizations.getTags(organizationId, id);
  const tags = addTags(existing, givenTags(input.Tags), TAGS_PER_RESOURCE_MAX);
  if (tags === undefined) throw organizationsErrors.violates('MAX_TAG_LIMIT_EXCEEDED');
  await organizations.putTags(organizationId, id, tags);
  return {};
});
