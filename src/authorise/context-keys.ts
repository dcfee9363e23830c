import { identityArn, principalUserId } from '../domain/principal.ts';
import type { Tags } from '../domain/tags.ts';
import { isoMillis } from '../lib/clock.ts';
import { type AuthorisableCall, textOf } from './authorisable-call.ts';

/** What the principal's own records add to a request. */
export interface PrincipalFacts {
  /** Of the user or role. */
  readonly tags: Tags;
  /** `o-…/r-…/ou-…/` of the account; absent outside an organisation. */
  readonly organizationPath?: string | undefined;
}

/** One value, several, or none: a key without one is not part of the request. */
export type KeyValue = string | readonly string[] | undefined;

/** Whose the resource is. */
export interface ResourceOwner {
  readonly accountId: string;
  readonly organizationId?: string | undefined;
}

/**
 * Condition keys of a call: AWS's global ones as far as Vedette knows their values, and those of
 * the services. Others are absent, as they are on AWS where a request does not have them.
 */
export function contextKeys(
  call: AuthorisableCall,
  facts: PrincipalFacts,
  owner: ResourceOwner,
): Record<string, KeyValue> {
  const { principal, partition, input, organization } = call;
  const isTemporary = principal.kind.endsWith('-session');
  return {
    'aws:CurrentTime': isoSeconds(call.now),
    'aws:EpochTime': String(Math.floor(call.now / 1000)),
    'aws:MultiFactorAuthPresent': isTemporary ? 'false' : undefined,
    'aws:PrincipalAccount': principal.accountId,
    'aws:PrincipalArn': identityArn(principal, partition),
    'aws:PrincipalIsAWSService': 'false',
    'aws:PrincipalOrgID': organization?.organizationId,
    'aws:PrincipalOrgPaths': facts.organizationPath && [facts.organizationPath],
    'aws:PrincipalType': principalType(principal.kind),
    'aws:RequestedRegion': call.region,
    'aws:ResourceAccount': owner.accountId,
    'aws:ResourceOrgID': owner.organizationId,
    'aws:SourceIdentity': principal.sourceIdentity,
    'aws:SourceIp': call.sourceIp,
    'aws:ViaAWSService': 'false',
    'aws:userid': principalUserId(principal),
    'aws:username': principal.userName,
    ...withPrefix('aws:PrincipalTag/', facts.tags),
    ...requestTags(input),
    ...serviceKeys(call),
  };
}

/** Keys of a resource's tags, for policies that ask for them. */
export function resourceTagKeys(service: string, tags: Tags): Readonly<Record<string, string>> {
  return {
    ...withPrefix('aws:ResourceTag/', tags),
    ...(service === 'iam' ? withPrefix('iam:ResourceTag/', tags) : {}),
  };
}

function principalType(kind: AuthorisableCall['principal']['kind']): string {
  if (kind === 'role-session') return 'AssumedRole';
  return kind.startsWith('user') ? 'User' : 'Account';
}

function isoSeconds(millis: number): string {
  return `${isoMillis(millis).slice(0, 19)}Z`;
}

function requestTags(input: AuthorisableCall['input']): Record<string, KeyValue> {
  const tags = tagsOfInput(input.Tags);
  const named = Array.isArray(input.TagKeys) ? (input.TagKeys as string[]) : [];
  const keys = [...Object.keys(tags), ...named];
  if (keys.length === 0) return {};
  return { 'aws:TagKeys': keys, ...withPrefix('aws:RequestTag/', tags) };
}

/** Services take tags as a map, or as a list of keys and values. */
function tagsOfInput(given: unknown): Tags {
  if (Array.isArray(given)) {
    const pairs = given as readonly { Key: string; Value?: string }[];
    return Object.fromEntries(pairs.map(({ Key, Value }) => [Key, Value ?? '']));
  }
  return typeof given === 'object' && given !== null ? (given as Tags) : {};
}

/** Condition keys that a service reads off the input, by its own reference. */
function serviceKeys(call: AuthorisableCall): Record<string, KeyValue> {
  const { service, input } = call;
  switch (service) {
    case 'iam':
      return {
        'iam:AWSServiceName': textOf(input, 'AWSServiceName'),
        'iam:PermissionsBoundary': textOf(input, 'PermissionsBoundary'),
        'iam:PolicyARN': textOf(input, 'PolicyArn'),
      };
    case 'sts':
      return {
        'sts:ExternalId': textOf(input, 'ExternalId'),
        'sts:RoleSessionName': textOf(input, 'RoleSessionName'),
        'sts:SourceIdentity': textOf(input, 'SourceIdentity'),
      };
    case 'kms':
      return keyKeys(call);
    case 'organizations':
      return {
        'organizations:PolicyType': textOf(input, 'PolicyType') ?? textOf(input, 'Type'),
        'organizations:ServicePrincipal': textOf(input, 'ServicePrincipal'),
      };
    case 'account':
      return { 'account:TargetRegion': textOf(input, 'RegionName') };
    default:
      return {};
  }
}

function keyKeys({ principal, input }: AuthorisableCall): Record<string, KeyValue> {
  const bound = input.EncryptionContext ?? input.SourceEncryptionContext ?? {};
  const context = bound as Readonly<Record<string, string>>;
  const alias = textOf(input, 'KeyId');
  const keys = Object.keys(context);
  return {
    'kms:CallerAccount': principal.accountId,
    'kms:EncryptionContextKeys': keys.length > 0 ? keys : undefined,
    'kms:GrantOperations': input.Operations as readonly string[] | undefined,
    'kms:GranteePrincipal': textOf(input, 'GranteePrincipal'),
    'kms:RequestAlias': alias?.includes('alias/') ? alias.replace(/^.*:/, '') : undefined,
    ...withPrefix('kms:EncryptionContext:', context),
  };
}

function withPrefix(prefix: string, tags: Tags): Record<string, string> {
  return Object.fromEntries(Object.entries(tags).map(([key, value]) => [`${prefix}${key}`, value]));
}
