import type { Partition } from './regions.ts';
import type { Tags } from './tags.ts';

export type KeyState = 'Enabled' | 'Disabled' | 'PendingDeletion';

/** A symmetric encryption key of an account and Region. Its material never leaves unsealed. */
export interface KmsKey {
  /** A UUID. */
  readonly keyId: string;
  readonly accountId: string;
  readonly region: string;
  readonly description: string;
  readonly state: KeyState;
  readonly createdAt: number;
  /** When it is deleted for good, milliseconds; only while deletion is pending. */
  readonly deletionAt?: number;
  readonly policy: string;
  readonly tags: Tags;
  /** Sealed with the master key, oldest first; the last one encrypts, all of them decrypt. */
  readonly materials: readonly string[];
  /** Days between rotations; absent while it does not rotate by itself. */
  readonly rotationDays?: number;
  /** When its material was made last, milliseconds. */
  readonly rotatedAt: number;
}

/** A second name: `alias/…`, one an account and Region. */
export interface KmsAlias {
  readonly accountId: string;
  readonly region: string;
  /** With its `alias/`. */
  readonly name: string;
  readonly keyId: string;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface KmsGrant {
  readonly grantId: string;
  readonly keyId: string;
  readonly name?: string;
  readonly grantee: string;
  readonly retiring?: string;
  readonly operations: readonly string[];
  readonly contextEquals?: Readonly<Record<string, string>>;
  readonly contextSubset?: Readonly<Record<string, string>>;
  /** Of the account that issued it. */
  readonly issuer: string;
  readonly createdAt: number;
}

/** What a caller may name a key by. `alias` has its `alias/`. */
export interface KeyName {
  readonly accountId: string;
  readonly region: string;
  readonly keyId?: string;
  readonly alias?: string;
}

const KEY_ARN = /^arn:[\w-]+:kms:([\w-]+):(\d{12}):(?:key\/([\w-]+)|(alias\/[\w/-]+))$/;
const ALIAS = /^alias\/[\w/-]+$/;
const KEY_ID = /^[\w-]+$/;

/** An id, an alias, or the ARN of either; undefined for a text that can be none of them. */
export function readKeyName(text: string, accountId: string, region: string): KeyName | undefined {
  if (text.startsWith('arn:')) {
    const [, arnRegion, owner, keyId, alias] = KEY_ARN.exec(text) ?? [];
    if (arnRegion === undefined || owner === undefined) return undefined;
    const where = { accountId: owner, region: arnRegion };
    return keyId === undefined ? { ...where, alias: alias ?? '' } : { ...where, keyId };
  }
  if (ALIAS.test(text)) return { accountId, region, alias: text };
  return KEY_ID.test(text) ? { accountId, region, keyId: text } : undefined;
}

export function keyArn(
  key: Pick<KmsKey, 'keyId' | 'accountId' | 'region'>,
  partition: Partition,
): string {
  return `arn:${partition}:kms:${key.region}:${key.accountId}:key/${key.keyId}`;
}

export function aliasArn(alias: Omit<KmsAlias, 'keyId'>, partition: Partition): string {
  return `arn:${partition}:kms:${alias.region}:${alias.accountId}:${alias.name}`;
}

/** The policy of a key that was made without one: the account's own policies decide. */
export function defaultKeyPolicy(accountId: string, partition: Partition): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Id: 'key-default-1',
    Statement: [
      {
        Sid: 'Enable IAM User Permissions',
        Effect: 'Allow',
        Principal: { AWS: `arn:${partition}:iam::${accountId}:root` },
        Action: 'kms:*',
        Resource: '*',
      },
    ],
  });
}

/** Operations that carry no encryption context, which constraints are about. */
const WITHOUT_CONTEXT = new Set(['CreateGrant', 'DescribeKey', 'RetireGrant']);

/** Does the grant allow this operation with this encryption context to one of these principals? */
export function grantAllows(
  grant: KmsGrant,
  operation: string,
  principals: readonly string[],
  context: Readonly<Record<string, string>>,
): boolean {
  if (!grant.operations.includes(operation) || !principals.includes(grant.grantee)) return false;
  if (WITHOUT_CONTEXT.has(operation)) return true;
  const { contextEquals, contextSubset } = grant;
  if (contextSubset && !hasAll(context, contextSubset)) return false;
  return !contextEquals || (hasAll(context, contextEquals) && hasAll(contextEquals, context));
}

function hasAll(
  has: Readonly<Record<string, string>>,
  wanted: Readonly<Record<string, string>>,
): boolean {
  return Object.entries(wanted).every(([key, value]) => has[key] === value);
}

/** The key's material is due for another: milliseconds now. */
export function isRotationDue(key: KmsKey, now: number): boolean {
  if (key.rotationDays === undefined || key.state !== 'Enabled') return false;
  return now - key.rotatedAt >= key.rotationDays * 86_400_000;
}
