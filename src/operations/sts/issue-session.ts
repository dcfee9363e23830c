import { createHash } from 'node:crypto';
import type { Credentials } from '@aws-sdk/client-sts';
import type { Credential } from '../../domain/account.ts';
import { dateOf } from '../../lib/clock.ts';
import { accessKeyId, randomText, secretAccessKey } from '../../lib/ids.ts';
import { SESSION_TOKEN_CHARACTERS } from '../../limits.ts';
import type { OperationContext } from '../context.ts';

const TOKEN_ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

type Who = Omit<
  Credential,
  'accessKeyId' | 'sealedSecret' | 'tokenSha256' | 'expiresAt' | 'createdAt' | 'inactive'
>;

/**
 * Makes expiring credentials and keeps them: the secret sealed, of the token only its hash.
 * They end on a whole second, the finest that AWS's `Expiration` shows.
 */
export async function issueSession(
  who: Who,
  seconds: number,
  context: Pick<OperationContext, 'clock' | 'services' | 'store'>,
): Promise<Credentials> {
  const now = context.clock.now();
  const expiresAt = (Math.floor(now / 1000) + seconds) * 1000;
  const secret = secretAccessKey();
  const token = randomText(SESSION_TOKEN_CHARACTERS, TOKEN_ALPHABET);
  const credential: Credential = {
    ...who,
    accessKeyId: accessKeyId('ASIA'),
    sealedSecret: context.services.sealSecret(secret),
    tokenSha256: createHash('sha256').update(token).digest('hex'),
    expiresAt,
    createdAt: now,
  };
  await context.store.credentials.put(credential);
  return {
    AccessKeyId: credential.accessKeyId,
    SecretAccessKey: secret,
    SessionToken: token,
    Expiration: dateOf(expiresAt),
  };
}
