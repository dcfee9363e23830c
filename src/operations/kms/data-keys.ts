import type { Asker, HeldQuestion } from '../../authorise/authorise-held.ts';
import type { Gate } from '../../authorise/create-gate.ts';
import { type KmsKey, keyArn } from '../../domain/kms-key.ts';
import type { Principal } from '../../domain/principal.ts';
import { partitionOf } from '../../domain/regions.ts';
import type { Clock } from '../../lib/clock.ts';
import type { EncryptionContext } from '../../lib/envelope.ts';
import { ServiceError } from '../../lib/service-error.ts';
import type { Store } from '../../store/store.ts';
import type { OperationContext, Services } from '../context.ts';
import { decryptBlob, keyOfBlob } from './cryptography/encrypt-with.ts';
import { newDataKey } from './cryptography/new-data-key.ts';
import { namedKey } from './own-key.ts';

export interface DataKeyParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly gate: Pick<Gate, 'check' | 'judge'>;
  readonly seal: Pick<Services, 'sealSecret' | 'openSecret'>;
}

/** A new data key of a named key, in the clear and encrypted (base64). */
export interface MadeDataKey {
  readonly plaintext: Buffer;
  readonly blob: string;
  readonly keyArn: string;
}

/**
 * KMS for what encrypts on behalf of others: each use is authorised as if whoever asks had called
 * KMS. Throws the ServiceError that KMS would answer with.
 */
export function createDataKeys(parts: DataKeyParts) {
  return {
    async make(
      asker: Asker,
      region: string,
      key: string,
      bound: EncryptionContext,
    ): Promise<MadeDataKey> {
      const context = contextOf(parts, asker, region);
      const input = { KeyId: key, KeySpec: 'AES_256', EncryptionContext: bound } as const;
      await authorise(parts, asker, 'GenerateDataKey', context, input);
      const { plaintext, shown } = await newDataKey(input, context);
      const blob = Buffer.from(shown.CiphertextBlob).toString('base64');
      return { plaintext, blob, keyArn: shown.KeyId };
    },
    async open(
      asker: Asker,
      region: string,
      blob: string,
      bound: EncryptionContext,
    ): Promise<Buffer> {
      const context = contextOf(parts, asker, region);
      const bytes = Buffer.from(blob, 'base64');
      const input = { CiphertextBlob: bytes, EncryptionContext: bound };
      await authorise(parts, asker, 'Decrypt', context, input);
      return (await decryptBlob(bytes, undefined, bound, context)).plaintext;
    },
  };
}

interface KeyInput {
  readonly KeyId?: string;
  readonly CiphertextBlob?: Uint8Array;
  readonly EncryptionContext: EncryptionContext;
}

async function authorise(
  { gate, store, clock }: DataKeyParts,
  asker: Asker,
  operation: string,
  context: OperationContext,
  input: KeyInput,
): Promise<void> {
  const { region, partition, principal } = context;
  if (asker.kind === 'principal') {
    await gate.check({ principal, service: 'kms', operation, region, input });
    return;
  }
  const action = `kms:${operation}`;
  if (asker.kind === 'anonymous') throw denied(action);
  const key = await keyOf(input, context);
  const owner = await store.accounts.get(key.accountId);
  const question: HeldQuestion = {
    action,
    resource: keyArn(key, partition),
    owner: { accountId: key.accountId, organizationId: owner?.organizationId },
    policy: key.policy,
    policyName: `policy of key ${key.keyId}`,
    keys: {
      'kms:CallerAccount': asker.kind === 'service' ? asker.sourceAccount : asker.accountId,
      ...boundKeys(input.EncryptionContext),
    },
  };
  const verdict = await gate.judge(asker, question, { region, partition, now: clock.now() });
  if (!verdict.allowed) throw denied(action, verdict.reason);
}

/** The key that is named, or that the blob was encrypted under. */
function keyOf({ KeyId, CiphertextBlob }: KeyInput, context: OperationContext): Promise<KmsKey> {
  return KeyId === undefined
    ? keyOfBlob(CiphertextBlob ?? new Uint8Array(), context)
    : namedKey(KeyId, context);
}

function boundKeys(bound: EncryptionContext): Record<string, string> {
  const pairs = Object.entries(bound);
  return Object.fromEntries(pairs.map(([name, value]) => [`kms:EncryptionContext:${name}`, value]));
}

function denied(action: string, reason = ''): ServiceError {
  const message = `The caller is not authorized to perform: ${action} ${reason}`.trim();
  return new ServiceError('AccessDeniedException', 400, message);
}

function contextOf(parts: DataKeyParts, asker: Asker, region: string): OperationContext {
  const { store, clock, seal } = parts;
  const principal = asker.kind === 'principal' ? asker.principal : nobody(asker);
  return {
    principal,
    accountId: principal.accountId,
    region,
    partition: partitionOf(region) ?? 'aws',
    requestId: '',
    clock,
    store,
    // The two that encrypting needs: nothing here calls another.
    services: seal as Services,
  };
}

/** Stands in the context of a use of a key that its policy has decided about. */
function nobody(asker: Exclude<Asker, { readonly kind: 'principal' }>): Principal {
  const accountId =
    asker.kind === 'service'
      ? asker.sourceAccount
      : asker.kind === 'account'
        ? asker.accountId
        : '';
  return { kind: 'root', accountId, accessKeyId: '' };
}
