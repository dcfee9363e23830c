import type { Partition } from './regions.ts';
import type { Tags } from './tags.ts';

/**
 * A managed policy without the partition, which follows from the Region of each call:
 * `aws:policy/AdministratorAccess`, `111122223333:policy/team/Readers`.
 */
export type PolicyRef = string;

/** What users and roles have in common. */
export interface IamIdentity {
  readonly accountId: string;
  readonly name: string;
  /** `AIDA…` for users, `AROA…` for roles. */
  readonly id: string;
  /** Begins and ends with a slash. */
  readonly path: string;
  readonly tags: Tags;
  /** Inline policies: document by name, as it was sent. */
  readonly inline: Readonly<Record<string, string>>;
  /** In the order of attaching. */
  readonly attached: readonly PolicyRef[];
  readonly boundary?: PolicyRef;
  readonly createdAt: number;
}

export interface IamUser extends IamIdentity {
  readonly kind: 'user';
}

export interface IamRole extends IamIdentity {
  readonly kind: 'role';
  readonly trustPolicy: string;
  readonly description?: string;
  readonly maxSessionSeconds: number;
  /** For a service-linked role: the service that alone may change it. */
  readonly linkedService?: string;
}

export interface InstanceProfile {
  readonly kind: 'instance-profile';
  readonly accountId: string;
  readonly name: string;
  readonly id: string;
  readonly path: string;
  /** At most one on AWS. */
  readonly roleNames: readonly string[];
  readonly tags: Tags;
  readonly createdAt: number;
}

export type IamEntity = IamUser | IamRole | InstanceProfile;
export type IamEntityKind = IamEntity['kind'];
export type EntityOf<K extends IamEntityKind> = Extract<IamEntity, { kind: K }>;

export interface PolicyVersion {
  /** `v1`, `v2` …: a number is never given twice. */
  readonly versionId: string;
  readonly document: string;
  readonly createdAt: number;
}

export interface ManagedPolicy {
  /** `aws` for those that AWS keeps for everybody. */
  readonly accountId: string;
  readonly name: string;
  /** `ANPA…` */
  readonly id: string;
  readonly path: string;
  readonly description?: string;
  readonly tags: Tags;
  readonly defaultVersionId: string;
  /** Ascending by number. */
  readonly versions: readonly PolicyVersion[];
  /** Number of the last version ever made. */
  readonly lastVersion: number;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** One identity to which a managed policy is attached, or whose boundary it is. */
export interface PolicyUse {
  readonly policy: PolicyRef;
  readonly kind: 'user' | 'role';
  readonly name: string;
  readonly id: string;
  readonly purpose: 'attached' | 'boundary';
}

export function entityArn(
  entity: Pick<IamEntity, 'kind' | 'accountId' | 'path' | 'name'>,
  partition: Partition,
): string {
  const { kind, accountId, path, name } = entity;
  return `arn:${partition}:iam::${accountId}:${kind}${path}${name}`;
}

export function refOf(policy: Pick<ManagedPolicy, 'accountId' | 'path' | 'name'>): PolicyRef {
  return `${policy.accountId}:policy${policy.path}${policy.name}`;
}

export function policyArn(ref: PolicyRef, partition: Partition): string {
  return `arn:${partition}:iam::${ref}`;
}

export function policyName(ref: PolicyRef): string {
  return ref.slice(ref.lastIndexOf('/') + 1);
}

/** Owner of the policy: an account or `aws`. */
export function policyOwner(ref: PolicyRef): string {
  return ref.slice(0, ref.indexOf(':'));
}

const POLICY_ARN = /^arn:([\w-]+):iam::((?:\d{12}|aws):policy\/[\u0021-\u007e]+)$/;

/** The policy that an ARN of this partition names; undefined for any other text. */
export function parsePolicyArn(arn: string, partition: Partition): PolicyRef | undefined {
  const [, named, ref] = POLICY_ARN.exec(arn) ?? [];
  return named === partition ? ref : undefined;
}

/** The document in force. */
export function defaultDocument(policy: ManagedPolicy): string {
  const { versions, defaultVersionId } = policy;
  const version = versions.find(({ versionId }) => versionId === defaultVersionId);
  if (version === undefined) throw new Error(`${refOf(policy)} has no version in force`);
  return version.document;
}

/** The role of a made account: everybody in the trusted account may do everything through it. */
export function administratorRole(
  role: Pick<IamRole, 'accountId' | 'name' | 'id' | 'createdAt'>,
  trustedAccountId: string,
  partition: Partition,
): IamRole {
  const Principal = { AWS: `arn:${partition}:iam::${trustedAccountId}:root` };
  const statement = { Effect: 'Allow', Principal, Action: 'sts:AssumeRole' };
  return {
    kind: 'role',
    ...role,
    path: '/',
    tags: {},
    inline: {},
    attached: ['aws:policy/AdministratorAccess'],
    trustPolicy: JSON.stringify({ Version: '2012-10-17', Statement: [statement] }),
    maxSessionSeconds: ADMINISTRATOR_SESSION_SECONDS,
  };
}

/** Twelve hours, the most that AWS has: what these roles have been for is long work by hand. */
const ADMINISTRATOR_SESSION_SECONDS = 43_200;
