import { grantAllows, type KmsKey, keyArn, readKeyName } from '../domain/kms-key.ts';
import { identityArn, principalArn } from '../domain/principal.ts';
import { readEnvelopeHead } from '../lib/envelope.ts';
import type { Store } from '../store/store.ts';
import { type Ask, type AuthorisableCall, textOf } from './authorisable-call.ts';
import type { ResourceOwner } from './context-keys.ts';
import type { AppliedPolicy } from './policy/evaluate.ts';
import { parsePolicy } from './policy/parse-policy.ts';
import type { Statement } from './policy/policy.ts';

/** One question of a KMS call, with the key whose policy has a say in it. */
export interface KeyAsk extends Ask {
  readonly held?: {
    readonly owner: ResourceOwner;
    readonly trust: AppliedPolicy;
    /** Without a word of the key's policy not even its own account may use it. */
    readonly decides: true;
  };
}

type Input = AuthorisableCall['input'];

/** Operations about no key that exists yet, or about none at all. */
const ABOUT_NO_KEY = new Set([
  'CreateKey',
  'GenerateRandom',
  'ListAliases',
  'ListKeys',
  'ListRetirableGrants',
]);

/** What a KMS call asks, of each key that it touches. A key that is not there holds no policy. */
export async function keysAsked(
  call: AuthorisableCall,
  store: Pick<Store, 'accounts' | 'kms'>,
): Promise<readonly KeyAsk[]> {
  const { operation, input } = call;
  const action = `kms:${operation}`;
  if (ABOUT_NO_KEY.has(operation)) return [{ action, resources: ['*'] }];
  const onKey = async (name: string | undefined, of = action, bound?: unknown) => {
    const key =
      name === undefined ? await keyInBlob(input, store) : await findKey(call, name, store);
    return askOn(call, of, key, bound, store);
  };
  if (operation === 'ReEncrypt') {
    const source = textOf(input, 'SourceKeyId');
    const target = textOf(input, 'DestinationKeyId');
    return [
      await onKey(source, 'kms:ReEncryptFrom', input.SourceEncryptionContext),
      await onKey(target, 'kms:ReEncryptTo', input.DestinationEncryptionContext),
    ];
  }
  const alias = textOf(input, 'AliasName');
  if (alias !== undefined) {
    const asks: KeyAsk[] = [{ action, resources: [aliasAsked(call, alias)] }];
    const target = textOf(input, 'TargetKeyId') ?? (await keyBehind(call, alias, store));
    return target === undefined ? asks : [...asks, await onKey(target)];
  }
  const name = textOf(input, 'KeyId') ?? keyInToken(input);
  return [await onKey(name, action, input.EncryptionContext)];
}

async function askOn(
  call: AuthorisableCall,
  action: string,
  key: KmsKey | undefined,
  bound: unknown,
  store: Pick<Store, 'accounts' | 'kms'>,
): Promise<KeyAsk> {
  if (key === undefined) return { action, resources: ['*'] };
  const account = await store.accounts.get(key.accountId);
  const grants = await store.kms.grants(key.keyId);
  const { principal, partition } = call;
  const names = [principalArn(principal, partition), identityArn(principal, partition)];
  const operation = action.slice('kms:'.length);
  const context = (bound ?? {}) as Readonly<Record<string, string>>;
  const isGranted = grants.some(
    (grant) =>
      grantAllows(grant, operation, names, context) ||
      (operation === 'RetireGrant' && names.includes(grant.retiring ?? '')),
  );
  const policy = parsePolicy(key.policy, 'resource');
  const statements = isGranted ? [...policy.statements, granting(names)] : policy.statements;
  return {
    action,
    resources: [keyArn(key, partition)],
    held: {
      owner: { accountId: key.accountId, organizationId: account?.organizationId },
      trust: { name: `policy of key ${key.keyId}`, policy: { ...policy, statements } },
      decides: true,
    },
  };
}

/** A grant is a word of the key's owner like one in its policy. */
function granting(names: readonly string[]): Statement {
  const all = { negated: false, patterns: ['*'] };
  return {
    index: -1,
    sid: 'grant',
    effect: 'Allow',
    action: all,
    resource: all,
    principal: { negated: false, names: { AWS: names } },
    conditions: [],
  };
}

async function findKey(
  { principal, region }: AuthorisableCall,
  name: string,
  { kms }: Pick<Store, 'kms'>,
): Promise<KmsKey | undefined> {
  const read = readKeyName(name, principal.accountId, region);
  if (read === undefined) return undefined;
  const { accountId, alias } = read;
  const keyId = alias ? (await kms.alias(accountId, read.region, alias))?.keyId : read.keyId;
  const key = keyId === undefined ? undefined : await kms.key(keyId);
  return key?.accountId === accountId && key.region === read.region ? key : undefined;
}

/** Without a key's name it is the ciphertext that names it: by its id alone, whoever's it is. */
async function keyInBlob(
  { CiphertextBlob: blob }: Input,
  { kms }: Pick<Store, 'kms'>,
): Promise<KmsKey | undefined> {
  const head = blob instanceof Uint8Array ? readEnvelopeHead(blob) : undefined;
  return head && kms.key(head.keyId);
}

function keyInToken(input: Input): string | undefined {
  const token = textOf(input, 'GrantToken');
  if (token === undefined) return undefined;
  const text = Buffer.from(token, 'base64').toString('utf8');
  return /^\["(arn:[\w-]+:kms:[\w-]+:\d{12}:key\/[\w-]+)"/.exec(text)?.[1];
}

function aliasAsked({ partition, region, principal }: AuthorisableCall, alias: string): string {
  return `arn:${partition}:kms:${region}:${principal.accountId}:${alias}`;
}

async function keyBehind(
  { principal, region }: AuthorisableCall,
  alias: string,
  { kms }: Pick<Store, 'kms'>,
): Promise<string | undefined> {
  return (await kms.alias(principal.accountId, region, alias))?.keyId;
}
