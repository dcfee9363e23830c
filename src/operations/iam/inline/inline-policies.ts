import { policyCharacters } from '../../../authorise/policy/parse-policy.ts';
import { IAM_ROLE_INLINE_CHARACTERS_MAX, IAM_USER_INLINE_CHARACTERS_MAX } from '../../../limits.ts';
import type { OperationContext } from '../../context.ts';
import { checkDocument, encodeDocument } from '../documents.ts';
import { iamErrors } from '../errors.ts';
import { changeableIdentity, type IdentityInput, identityOf } from '../identity-of.ts';
import { type PageInput, pageOfAll } from '../page.ts';

interface Named extends IdentityInput {
  readonly PolicyName: string;
}

/** Puts the document in place of one of the same name. */
export async function putInline(
  input: Named & { readonly PolicyDocument: string },
  context: OperationContext,
): Promise<object> {
  const { PolicyName: name, PolicyDocument: document } = input;
  const identity = await changeableIdentity(input, context);
  checkDocument(document, 'identity');
  const inline = { ...identity.inline, [name]: document };
  const user = identity.kind === 'user';
  const most = user ? IAM_USER_INLINE_CHARACTERS_MAX : IAM_ROLE_INLINE_CHARACTERS_MAX;
  const characters = Object.values(inline).map(policyCharacters);
  if (characters.reduce((sum, count) => sum + count, 0) > most) {
    throw iamErrors.tooLarge(most, identity.kind, identity.name);
  }
  await context.store.iam.put({ ...identity, inline });
  return {};
}

export async function getInline(input: Named, context: OperationContext) {
  const identity = await identityOf(input, context);
  const document = Object.hasOwn(identity.inline, input.PolicyName)
    ? identity.inline[input.PolicyName]
    : undefined;
  if (document === undefined) throw iamErrors.noInline(identity.kind, input.PolicyName);
  return { PolicyName: input.PolicyName, PolicyDocument: encodeDocument(document) };
}

export async function listInline(input: IdentityInput & PageInput, context: OperationContext) {
  const identity = await identityOf(input, context);
  const names = Object.keys(identity.inline).sort();
  const { items, ...page } = pageOfAll(names, input, (name) => name);
  return { PolicyNames: items, ...page };
}

export async function deleteInline(input: Named, context: OperationContext): Promise<object> {
  const identity = await changeableIdentity(input, context);
  const { [input.PolicyName]: document, ...inline } = identity.inline;
  if (document === undefined) throw iamErrors.noInline(identity.kind, input.PolicyName);
  await context.store.iam.put({ ...identity, inline });
  return {};
}
