import type {
  AttachedPermissionsBoundary,
  InstanceProfile as InstanceProfileShape,
  Policy,
  PolicyVersion as PolicyVersionShape,
  Role,
  Tag,
  User,
} from '@aws-sdk/client-iam';
import {
  entityArn,
  type IamRole,
  type IamUser,
  type InstanceProfile,
  type ManagedPolicy,
  type PolicyRef,
  type PolicyUse,
  type PolicyVersion,
  policyArn,
  refOf,
} from '../../domain/iam.ts';
import type { Partition } from '../../domain/regions.ts';
import type { Tags } from '../../domain/tags.ts';
import { dateOf } from '../../lib/clock.ts';
import { encodeDocument } from './documents.ts';

export function tagShapes(tags: Tags): Tag[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}

/** As lists show a user: without tags and boundary. */
export function userShape(user: IamUser, partition: Partition): User {
  return {
    Path: user.path,
    UserName: user.name,
    UserId: user.id,
    Arn: entityArn(user, partition),
    CreateDate: dateOf(user.createdAt),
  };
}

/** As lists show a role: without tags and boundary. */
export function roleShape(role: IamRole, partition: Partition): Role {
  return {
    Path: role.path,
    RoleName: role.name,
    RoleId: role.id,
    Arn: entityArn(role, partition),
    CreateDate: dateOf(role.createdAt),
    AssumeRolePolicyDocument: encodeDocument(role.trustPolicy),
    Description: role.description,
    MaxSessionDuration: role.maxSessionSeconds,
  };
}

/** What Get and Create show besides. */
export function identityExtras(
  identity: Pick<IamUser, 'tags' | 'boundary'>,
  partition: Partition,
): { Tags: Tag[] | undefined; PermissionsBoundary: AttachedPermissionsBoundary | undefined } {
  const { tags, boundary } = identity;
  return {
    Tags: Object.keys(tags).length === 0 ? undefined : tagShapes(tags),
    PermissionsBoundary: boundary === undefined ? undefined : boundaryShape(boundary, partition),
  };
}

function boundaryShape(ref: PolicyRef, partition: Partition): AttachedPermissionsBoundary {
  return {
    PermissionsBoundaryType: 'Policy' as AttachedPermissionsBoundary['PermissionsBoundaryType'],
    PermissionsBoundaryArn: policyArn(ref, partition),
  };
}

export function profileShape(
  profile: InstanceProfile,
  roles: readonly IamRole[],
  partition: Partition,
): InstanceProfileShape {
  return {
    Path: profile.path,
    InstanceProfileName: profile.name,
    InstanceProfileId: profile.id,
    Arn: entityArn(profile, partition),
    CreateDate: dateOf(profile.createdAt),
    Roles: roles.map((role) => roleShape(role, partition)),
  };
}

export function policyShape(
  policy: ManagedPolicy,
  uses: readonly PolicyUse[],
  partition: Partition,
): Policy {
  const count = (purpose: PolicyUse['purpose']) =>
    uses.filter((use) => use.purpose === purpose).length;
  return {
    PolicyName: policy.name,
    PolicyId: policy.id,
    Arn: policyArn(refOf(policy), partition),
    Path: policy.path,
    DefaultVersionId: policy.defaultVersionId,
    AttachmentCount: count('attached'),
    PermissionsBoundaryUsageCount: count('boundary'),
    IsAttachable: true,
    CreateDate: dateOf(policy.createdAt),
    UpdateDate: dateOf(policy.updatedAt),
  };
}

/** As lists show a version: without its document. */
export function versionShape(policy: ManagedPolicy, version: PolicyVersion): PolicyVersionShape {
  return {
    VersionId: version.versionId,
    IsDefaultVersion: version.versionId === policy.defaultVersionId,
    CreateDate: dateOf(version.createdAt),
  };
}
