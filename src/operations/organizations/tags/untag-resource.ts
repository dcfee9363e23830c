import { removeTags } from '../../../domain/tags.ts';
import { managedOrganization } from '../caller-organization.ts';
import { operation } from '../operation.ts';
import { taggedResource } from './tagged-resource.ts';

export const untagResource = operation('UntagResource', async (input, context) => {
  const organization = await managedOrganization(context);
  const { organizationId } = organization;
  const { organizations } = context.store;
  const id = await taggedResource(input.ResourceId, organization, context);
  const existing = await organizations.getTags(organizationId, id);
  await organizations.putTags(organizationId, id, removeTags(existing, input.TagKeys));
  return {};
});
