import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { RequestHead } from '../api/http.ts';
import { Refusal } from '../api/refusal.ts';
import { readSignature, type Signature } from '../api/sigv4/read-signature.ts';
import type { SigningKeys } from '../api/sigv4/signing-keys.ts';
import {
  checkScope,
  findKey,
  isSignedWith,
  type KeySource,
} from '../api/sigv4/verify-signature.ts';
import type { Asker } from '../authorise/authorise-held.ts';
import { partitionOf } from '../domain/regions.ts';
import { payloadOf } from './payload.ts';
import { routeS3 } from './route-s3.ts';
import type { S3Answer, S3Call, S3Parts } from './s3-call.ts';
import { S3Error, s3Errors } from './s3-error.ts';
import { bucketOfHost, s3Target } from './s3-request.ts';
import { xmlDocument } from './s3-xml.ts';
import { type Answered, type S3Trail, servedRequest } from './served-request.ts';

export interface S3Options {
  readonly parts: S3Parts;
  readonly keys: KeySource;
  readonly signingKeys: SigningKeys;
  isRegion(region: string): boolean;
  log(entry: object): void;
  /** Hears of every request that was answered. */
  readonly trail?: S3Trail | undefined;
}

/** The embedded S3 behind the port that all services share. */
export interface EmbeddedS3 {
  /** Is the request for S3? Signed for it, addressed to a bucket, or for one that is there. */
  isFor(head: RequestHead): Promise<boolean>;
  /** Answers it. Rejects only where the connection breaks. */
  handle(
    head: RequestHead,
    request: IncomingMessage,
    response: ServerResponse,
    requestId: string,
  ): Promise<void>;
}

export function createS3(options: S3Options): EmbeddedS3 {
  return {
    async isFor(head) {
      // Asked of every request of every service, so nothing is parsed.
      const authorization = head.headers.get('authorization');
      if (authorization !== undefined) return authorization.includes('/s3/aws4_request');
      if (head.query.includes('X-Amz-Credential=')) return /%2fs3%2faws4_request/i.test(head.query);
      if (bucketOfHost(head.headers.get('host') ?? '') !== undefined) return true;
      const [, first = ''] = head.path.split('/');
      // Nobody in particular asks: only a bucket that is there can let them in.
      return first !== '' && (await options.parts.store.buckets.get(first)) !== undefined;
    },
    async handle(head, request, response, requestId) {
      const progress: Progress = {};
      let answer: S3Answer;
      let failure: S3Error | undefined;
      try {
        progress.known = await lookAt(options, head, request);
        const { call } = progress.known;
        const [name, run] = routeS3(call.target, head.headers.has('x-amz-copy-source'));
        progress.name = name;
        answer = await run(call);
      } catch (error) {
        // Who has gone away in the middle of a body has done nothing, and reads nothing.
        if (request.destroyed && !request.complete) return;
        failure = asS3Error(error);
        if (failure === undefined) {
          options.log({ level: 'error', message: 'a call failed', requestId, err: error });
          failure = new S3Error('InternalError', 500, INTERNAL);
        }
        answer = errorAnswer(failure, head, requestId);
      }
      tell(options.trail, progress, { head, requestId, answer, error: failure });
      await send(answer, head, request, response, requestId);
    },
  };
}

/** What is known of a request so far, for whoever keeps the trail. */
interface Progress {
  known?: Known;
  name?: string;
}

interface Known extends Pick<Answered, 'credentialsMadeAt' | 'ownerId'> {
  readonly call: S3Call;
}

function tell(
  trail: S3Trail | undefined,
  { known, name }: Progress,
  answered: Pick<Answered, 'head' | 'requestId' | 'answer' | 'error'>,
): void {
  const isSomebodys = known && (known.call.accountId ?? known.ownerId) !== undefined;
  if (!isSomebodys || name === undefined) trail?.unattributed();
  else trail?.servedS3(servedRequest({ ...answered, ...known, name }));
}

async function lookAt(
  options: S3Options,
  head: RequestHead,
  request: IncomingMessage,
): Promise<Known> {
  const { parts } = options;
  const target = s3Target(head);
  const signature = readSignature(head);
  const isAnonymous = signature instanceof Refusal && signature.kind === 'missing-token';
  if (signature instanceof Refusal && !isAnonymous) throw signature;
  const signed =
    signature instanceof Refusal ? undefined : await verified(options, head, signature);
  const bucket = target.bucket && (await parts.store.buckets.get(target.bucket));
  const region = signed?.region ?? (bucket ? bucket.region : 'us-east-1');
  if (bucket && bucket.region !== region) throw s3Errors.wrongRegion(bucket.region);
  const call: S3Call = {
    parts,
    asker: signed?.asker ?? { kind: 'anonymous' },
    accountId: signed?.accountId,
    about: {
      region,
      partition: partitionOf(region) ?? 'aws',
      now: parts.clock.now(),
      sourceIp: request.socket.remoteAddress?.replace(/^::ffff:(?=\d+\.)/, ''),
    },
    target,
    headers: head.headers,
    payload: payloadOf(head, request, signed?.signing),
    isSecure: 'encrypted' in request.socket,
    told: {},
  };
  const ownerId = bucket ? bucket.accountId : undefined;
  return { call, ownerId, credentialsMadeAt: signed?.credentialsMadeAt };
}

interface Signed {
  readonly asker: Asker;
  readonly accountId: string;
  readonly credentialsMadeAt: number | undefined;
  readonly region: string;
  readonly signing: { readonly signature: Signature; readonly key: Buffer };
}

async function verified(
  { parts, keys, signingKeys, isRegion }: S3Options,
  head: RequestHead,
  signature: Signature,
): Promise<Signed> {
  const now = parts.clock.now();
  checkScope(signature, 's3', isRegion, now);
  const found = await findKey(signature, keys, now);
  const key = signingKeys.get(found.secret, signature.scope);
  const declared = head.headers.get('x-amz-content-sha256');
  if (!signature.presigned && declared === undefined) {
    throw s3Errors.invalidRequest('Missing required header for this request: x-amz-content-sha256');
  }
  const payload = signature.presigned ? (declared ?? 'UNSIGNED-PAYLOAD') : (declared ?? '');
  if (!isSignedWith(key, head, signature, payload, 'verbatim')) {
    throw s3Errors.signature(
      'SignatureDoesNotMatch',
      403,
      'The request signature we calculated does not match the signature you provided. ' +
        'Check your key and signing method.',
    );
  }
  const { principal } = found;
  return {
    asker: { kind: 'principal', principal },
    accountId: principal.accountId,
    credentialsMadeAt: found.createdAt,
    region: signature.scope.region,
    signing: { signature, key },
  };
}

/** What the request path refuses, in S3's own words. */
const REFUSALS: Readonly<Partial<Record<Refusal['kind'], readonly [string, number]>>> = {
  'missing-token': ['AccessDenied', 403],
  'incomplete-signature': ['AuthorizationHeaderMalformed', 400],
  'bad-signature': ['RequestTimeTooSkewed', 403],
  'unknown-key': ['InvalidAccessKeyId', 403],
  'expired-token': ['ExpiredToken', 400],
};

const INTERNAL = 'We encountered an internal error. Please try again.';

function errorAnswer(
  { code, status, message, more }: S3Error,
  head: RequestHead,
  requestId: string,
): S3Answer {
  const tree = { Code: code, Message: message, ...more, Resource: head.path, RequestId: requestId };
  const body = xmlDocument('Error', tree).replace(/ xmlns="[^"]*"/, '');
  return { status, headers: more.Region ? { 'x-amz-bucket-region': more.Region } : {}, body };
}

function asS3Error(error: unknown): S3Error | undefined {
  if (error instanceof S3Error) return error;
  if (!(error instanceof Refusal)) return undefined;
  const [code, status] = REFUSALS[error.kind] ?? ['InvalidRequest', 400];
  return new S3Error(code, status, error.message);
}

async function send(
  { status, headers = {}, body = '' }: S3Answer,
  { method }: RequestHead,
  request: IncomingMessage,
  response: ServerResponse,
  requestId: string,
): Promise<void> {
  const isText = typeof body === 'string';
  const withoutBody = method === 'HEAD' || status === 204 || status === 304;
  response.writeHead(status, {
    'x-amz-request-id': requestId,
    ...(isText && body !== '' && { 'Content-Type': 'application/xml' }),
    ...(isText && !withoutBody && { 'Content-Length': String(Buffer.byteLength(body)) }),
    ...headers,
    // A body that was not read to its end stands in the way of the next request.
    ...(!request.complete && { Connection: 'close' }),
  });
  if (withoutBody || isText) response.end(withoutBody ? undefined : body);
  else await pipeline(body, response).catch(unlessGone);
  if (!request.complete) request.resume();
}

/** Whoever goes away before the end of an object wants no more of it. */
function unlessGone(error: unknown): void {
  const isGone = error instanceof Error && 'code' in error;
  if (!isGone || error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
}
