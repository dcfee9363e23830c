import type { Tag } from '@aws-sdk/client-iam';
import { removeTags } from '../../../domain/tags.ts';
import type { OperationContext } from '../../context.ts';
import { changeableIdentity, type IdentityInput, identityOf } from '../identity-of.ts';
import { type PageInput, pageOfAll } from '../page.ts';
import { tagShapes } from '../shapes.ts';
import { withTags } from '../tag-input.ts';

export async function tagIdentity(
  input: IdentityInput & { readonly Tags: Tag[] },
  context: OperationContext,
): Promise<object> {
  const identity = await changeableIdentity(input, context);
  const tags = withTags(identity.tags, input.Tags);
  await context.store.iam.put({ ...identity, tags });
  return {};
}

export async function untagIdentity(
  input: IdentityInput & { readonly TagKeys: string[] },
  context: OperationContext,
): Promise<object> {
  const identity = await changeableIdentity(input, context);
  const tags = removeTags(identity.tags, input.TagKeys);
  await context.store.iam.put({ ...identity, tags });
  return {};
}

export async function listTags(input: IdentityInput & PageInput, context: OperationContext) {
  const { tags } = await identityOf(input, context);
  const { items, ...page } = pageOfAll(tagShapes(tags), input, ({ Key }) => Key ?? '');
  return { Tags: items, ...page };
}
