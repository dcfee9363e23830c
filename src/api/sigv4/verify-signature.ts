import { createHmac, hash, timingSafeEqual } from 'node:crypto';
import { SIGNATURE_SKEW_SECONDS } from '../../limits.ts';
import type { OperationContext } from '../../operations/context.ts';
import type { RequestHead } from '../http.ts';
import { Refusal } from '../refusal.ts';
import { canonicalRequest } from './canonical-request.ts';
import { basicTime, type Signature } from './read-signature.ts';
import type { SigningKeys } from './signing-keys.ts';

export type Principal = OperationContext['principal'];

/** An access key as the API needs it. */
export interface Key {
  readonly secret: string;
  /** SHA-256 (hex) of the session token; absent for long-term keys, which have none. */
  readonly tokenSha256?: string;
  /** Milliseconds. */
  readonly expiresAt?: number;
  /** Milliseconds. */
  readonly createdAt?: number;
  readonly principal: Principal;
}

export interface KeySource {
  find(accessKeyId: string): Promise<Key | undefined> | Key | undefined;
}

const SKEW = SIGNATURE_SKEW_SECONDS * 1000;
const EMPTY_SHA256 = hash('sha256', '', 'hex');
const UNSIGNED = 'UNSIGNED-PAYLOAD';
/** Presigning moves headers into the query. */
const UNSIGNED_IN_QUERY = /(?:^|&)X-Amz-Content-Sha256=UNSIGNED-PAYLOAD(?:&|$)/i;

/** Scope and time of a signature, before a key is looked up for it. Throws `Refusal`. */
export function checkScope(
  signature: Signature,
  service: string,
  isRegion: (region: string) => boolean,
  now: number,
): void {
  const { scope, time } = signature;
  let message = '';
  if (!isRegion(scope.region)) {
    message += `Credential should be scoped to a valid Region, not '${scope.region}'. `;
  }
  if (scope.service !== service) {
    message += `Credential should be scoped to correct service: '${service}'. `;
  }
  if (scope.terminator !== 'aws4_request') {
    message +=
      "Credential should be scoped with a valid terminator: 'aws4_request', " +
      `not '${scope.terminator}'. `;
  }
  const day = time.text.slice(0, 8);
  if (scope.date !== day) {
    message +=
      'Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: ' +
      `'${scope.date}' != '${day}', from '${time.text}'. `;
  }
  if (!signature.signedHeaders.includes('host')) {
    message += "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.";
  }
  if (message !== '') throw new Refusal('bad-signature', message);
  checkTime(signature, now);
}

function checkTime({ time, expiresSeconds }: Signature, now: number): void {
  const life = expiresSeconds === undefined ? SKEW : expiresSeconds * 1000;
  if (time.millis < now - life) {
    const limit = `${basicTime(now - life)} (${basicTime(now)} - ${spell(life)})`;
    const text = `Signature expired: ${time.text} is now earlier than ${limit}`;
    throw new Refusal('bad-signature', text);
  }
  if (time.millis > now + SKEW) {
    const limit = `${basicTime(now + SKEW)} (${basicTime(now)} + ${spell(SKEW)})`;
    const text = `Signature not yet current: ${time.text} is still later than ${limit}`;
    throw new Refusal('bad-signature', text);
  }
}

function spell(millis: number): string {
  return millis % 60_000 === 0 ? `${millis / 60_000} min.` : `${millis / 1000} s.`;
}

/** The key that a signature claims, if its session token fits and lives. Throws `Refusal`. */
export async function findKey(signature: Signature, keys: KeySource, now: number): Promise<Key> {
  const key = await keys.find(signature.scope.accessKeyId);
  if (!key || !isTokenOf(key, signature.token)) {
    throw new Refusal('unknown-key', 'The security token included in the request is invalid.');
  }
  if (key.expiresAt !== undefined && key.expiresAt <= now) {
    throw new Refusal('expired-token', 'The security token included in the request is expired');
  }
  return key;
}

/** Was this very request signed with this key? Throws `Refusal` if not. */
export function verifySignature(
  head: RequestHead,
  body: Uint8Array,
  signature: Signature,
  key: Key,
  signingKeys: SigningKeys,
): void {
  // This header chooses the operation: a signature without it would be good for every operation.
  if (head.headers.has('x-amz-target') && !signature.signedHeaders.includes('x-amz-target')) {
    const text = 'There were headers present in the request which were not signed: x-amz-target';
    throw new Refusal('bad-signature', text);
  }
  const signingKey = signingKeys.get(key.secret, signature.scope);
  if (isSignedWith(signingKey, head, signature, payloadHash(head, body))) return;
  throw new Refusal(
    'bad-signature',
    'The request signature we calculated does not match the signature you provided. ' +
      'Check your AWS Secret Access Key and signing method. ' +
      'Consult the service documentation for details.',
  );
}

/** A session's key works with its own token only, a long-term key without any. */
function isTokenOf(key: Key, token: string | undefined): boolean {
  if (key.tokenSha256 === undefined || token === undefined) {
    return key.tokenSha256 === undefined && token === undefined;
  }
  const wanted = Buffer.from(key.tokenSha256, 'hex');
  const given = Buffer.from(hash('sha256', token, 'hex'), 'hex');
  return wanted.length === given.length && timingSafeEqual(wanted, given);
}

/** Does the signature fit the request and what it says of its payload? In constant time. */
export function isSignedWith(
  signingKey: Buffer,
  head: RequestHead,
  signature: Signature,
  payloadHash: string,
  style: 'normal' | 'verbatim' = 'normal',
): boolean {
  if (!/^[0-9a-f]{64}$/.test(signature.signature)) return false;
  const { signedHeaders, presigned, scope, time } = signature;
  const canonical = canonicalRequest(head, signedHeaders, presigned, payloadHash, style);
  const hashed = hash('sha256', Buffer.from(canonical, 'latin1'), 'hex');
  const scopeText = `${scope.date}/${scope.region}/${scope.service}/aws4_request`;
  const wanted = createHmac('sha256', signingKey)
    .update(`AWS4-HMAC-SHA256\n${time.text}\n${scopeText}\n${hashed}`)
    .digest();
  return timingSafeEqual(wanted, Buffer.from(signature.signature, 'hex'));
}

/**
 * The body's own hash, whatever the header says, unless the signer declared that it left the body
 * out. Streaming forms are S3's alone: their names match no body.
 */
function payloadHash(head: RequestHead, body: Uint8Array): string {
  if (head.headers.get('x-amz-content-sha256') === UNSIGNED) return UNSIGNED;
  if (head.query !== '' && UNSIGNED_IN_QUERY.test(head.query)) return UNSIGNED;
  return body.length === 0 ? EMPTY_SHA256 : hash('sha256', body, 'hex');
}
