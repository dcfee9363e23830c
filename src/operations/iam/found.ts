import { awsManagedPolicy } from '../../domain/aws-managed-policies.ts';
import {
  type IamRole,
  type IamUser,
  type InstanceProfile,
  type ManagedPolicy,
  type PolicyRef,
  parsePolicyArn,
  policyName,
  policyOwner,
  refOf,
} from '../../domain/iam.ts';
import type { OperationContext } from '../context.ts';
import { iamErrors } from './errors.ts';

type Context = Pick<OperationContext, 'store' | 'accountId' | 'partition'>;

export async function foundUser(name: string, { store, accountId }: Context): Promise<IamUser> {
  const user = await store.iam.get('user', accountId, name);
  if (user === undefined) throw iamErrors.noUser(name);
  return user;
}

export async function foundRole(name: string, { store, accountId }: Context): Promise<IamRole> {
  const role = await store.iam.get('role', accountId, name);
  if (role === undefined) throw iamErrors.noRole(name);
  return role;
}

/** A role that its account may change: not one that belongs to a service. */
export async function changeableRole(name: string, context: Context): Promise<IamRole> {
  const role = await foundRole(name, context);
  if (role.linkedService !== undefined) throw iamErrors.protectedRole(name);
  return role;
}

export async function foundProfile(
  name: string,
  { store, accountId }: Context,
): Promise<InstanceProfile> {
  const profile = await store.iam.get('instance-profile', accountId, name);
  if (profile === undefined) throw iamErrors.noProfile(name);
  return profile;
}

/** The caller's own policy or one of AWS's; those of other accounts are not there for it. */
export async function foundPolicy(arn: string, context: Context): Promise<ManagedPolicy> {
  const policy = await policyOf(arn, context);
  if (policy === undefined) throw iamErrors.noPolicy(arn);
  return policy;
}

/** The same, for what only the owner may do. */
export async function ownPolicy(arn: string, context: Context): Promise<ManagedPolicy> {
  const policy = await foundPolicy(arn, context);
  if (policy.accountId !== context.accountId) {
    throw iamErrors.accessDenied(`Policy ${arn} belongs to AWS and cannot be changed.`);
  }
  return policy;
}

/** The policy that is to be attached, or to be a boundary. */
export async function attachableRef(arn: string, context: Context): Promise<PolicyRef> {
  const policy = await policyOf(arn, context);
  if (policy === undefined) throw iamErrors.notAttachable(arn);
  return refOf(policy);
}

async function policyOf(arn: string, context: Context): Promise<ManagedPolicy | undefined> {
  const ref = parsePolicyArn(arn, context.partition);
  if (ref === undefined) return undefined;
  const owner = policyOwner(ref);
  if (owner === 'aws') return awsManagedPolicy(ref);
  if (owner !== context.accountId) return undefined;
  const policy = await context.store.iam.getPolicy(owner, policyName(ref));
  return policy && refOf(policy) === ref ? policy : undefined;
}
