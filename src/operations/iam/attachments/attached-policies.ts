import { policyArn, policyName, policyOwner } from '../../../domain/iam.ts';
import { IAM_ATTACHED_MAX } from '../../../limits.ts';
import type { OperationContext } from '../../context.ts';
import { iamErrors } from '../errors.ts';
import { attachableRef } from '../found.ts';
import { changeableIdentity, type IdentityInput, identityOf } from '../identity-of.ts';
import { type PageInput, pageOfAll } from '../page.ts';

interface Attachment extends IdentityInput {
  readonly PolicyArn: string;
}

/** A second attachment of the same policy changes nothing. */
export async function attachPolicy(input: Attachment, context: OperationContext): Promise<object> {
  const identity = await changeableIdentity(input, context);
  const ref = await attachableRef(input.PolicyArn, context);
  if (identity.attached.includes(ref)) return {};
  if (identity.attached.length >= IAM_ATTACHED_MAX) {
    const who = identity.kind === 'user' ? 'User' : 'Role';
    throw iamErrors.limit(`PoliciesPer${who}`, IAM_ATTACHED_MAX);
  }
  await context.store.iam.put({ ...identity, attached: [...identity.attached, ref] });
  return {};
}

export async function detachPolicy(input: Attachment, context: OperationContext): Promise<object> {
  const identity = await changeableIdentity(input, context);
  const attached = identity.attached.filter(
    (ref) => policyArn(ref, context.partition) !== input.PolicyArn,
  );
  if (attached.length === identity.attached.length) throw iamErrors.noPolicy(input.PolicyArn);
  await context.store.iam.put({ ...identity, attached });
  return {};
}

export async function listAttached(
  input: IdentityInput & PageInput & { readonly PathPrefix?: string | undefined },
  context: OperationContext,
) {
  const { attached } = await identityOf(input, context);
  const prefix = `policy${input.PathPrefix ?? '/'}`;
  const inPath = attached.filter((ref) => ref.startsWith(prefix, ref.indexOf(':') + 1));
  const keyOf = (ref: string) => `${policyOwner(ref)}:${policyName(ref)}`;
  const { items, ...page } = pageOfAll(inPath, input, keyOf);
  return {
    AttachedPolicies: items.map((ref) => ({
      PolicyName: policyName(ref),
      PolicyArn: policyArn(ref, context.partition),
    })),
    ...page,
  };
}
