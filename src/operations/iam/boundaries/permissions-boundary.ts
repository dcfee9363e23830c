import type { OperationContext } from '../../context.ts';
import { iamErrors } from '../errors.ts';
import { attachableRef } from '../found.ts';
import { changeableIdentity, type IdentityInput } from '../identity-of.ts';

/** In place of a boundary that is there. */
export async function putBoundary(
  input: IdentityInput & { readonly PermissionsBoundary: string },
  context: OperationContext,
): Promise<object> {
  const identity = await changeableIdentity(input, context);
  const boundary = await attachableRef(input.PermissionsBoundary, context);
  await context.store.iam.put({ ...identity, boundary });
  return {};
}

export async function deleteBoundary(
  input: IdentityInput,
  context: OperationContext,
): Promise<object> {
  const { boundary, ...identity } = await changeableIdentity(input, context);
  if (boundary === undefined) throw iamErrors.noBoundary(identity.name);
  await context.store.iam.put(identity);
  return {};
}
