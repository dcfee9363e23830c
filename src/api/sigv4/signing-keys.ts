import { createHmac } from 'node:crypto';
import { SIGNING_KEYS_MAX } from '../../limits.ts';
import type { CredentialScope } from './read-signature.ts';

/**
 * Derived signing keys. Deriving one costs four HMACs and it stays the same for a day, so the ones
 * last used are kept.
 */
export class SigningKeys {
  private readonly kept = new Map<string, { secret: string; key: Buffer }>();

  constructor(private readonly limit: number = SIGNING_KEYS_MAX) {}

  get(secret: string, scope: CredentialScope): Buffer {
    const name = `${scope.accessKeyId}/${scope.date}/${scope.region}/${scope.service}`;
    const entry = this.kept.get(name);
    // A rotated key may keep its id: the secret that a key was derived from decides.
    if (entry && entry.secret === secret) {
      this.kept.delete(name);
      this.kept.set(name, entry);
      return entry.key;
    }
    const key = deriveSigningKey(secret, scope);
    this.kept.delete(name);
    this.kept.set(name, { secret, key });
    if (this.kept.size > this.limit) {
      const [oldest] = this.kept.keys();
      if (oldest !== undefined) this.kept.delete(oldest);
    }
    return key;
  }
}

function deriveSigningKey(secret: string, scope: CredentialScope): Buffer {
  let key: Buffer = hmac(`AWS4${secret}`, scope.date);
  for (const part of [scope.region, scope.service, 'aws4_request']) key = hmac(key, part);
  return key;
}

function hmac(key: string | Buffer, data: string): Buffer {
  return createHmac('sha256', key).update(data).digest();
}
