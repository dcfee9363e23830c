import type { Clock } from './clock.ts';
import { type SigningCredentials, signRequest } from './sign-request.ts';

/** An S3-compatible service; buckets are the first part of its paths. */
export interface S3Endpoint {
  readonly url: URL;
  readonly region: string;
  readonly credentials: SigningCredentials;
  /** It does not know KMS keys: objects are put without asking for encryption. */
  readonly withoutKms?: boolean;
}

export interface S3Request {
  readonly method: 'GET' | 'HEAD' | 'PUT';
  readonly bucket: string;
  /** Absent where the request is about the bucket. */
  readonly key?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array<ArrayBuffer>;
  readonly signal?: AbortSignal;
}

/**
 * Sends one signed request and hands back what came; redirections are not followed, because the
 * signature is good for one host. Throws what `fetch` throws where no answer came.
 */
export async function callS3(
  endpoint: S3Endpoint,
  clock: Clock,
  request: S3Request,
): Promise<Response> {
  const { method, body = new Uint8Array(), signal } = request;
  const url = objectUrl(endpoint, request.bucket, request.key);
  for (const [name, value] of Object.entries(request.query ?? {})) {
    url.searchParams.set(name, value);
  }
  const { host: _, ...headers } = signRequest(
    { method, url, headers: request.headers ?? {}, body },
    endpoint.credentials,
    { service: 's3', region: endpoint.region, now: clock.now() },
  );
  return fetch(url, {
    method,
    headers,
    redirect: 'manual',
    ...(method === 'PUT' && { body }),
    ...(signal !== undefined && { signal }),
  });
}

/** S3 signs the path as it is sent, so that it must be written in one way only. */
function objectUrl(endpoint: S3Endpoint, bucket: string, key: string | undefined): URL {
  const parts = [bucket, ...(key?.split('/') ?? [])].map(encodePart);
  return new URL(`${endpoint.url.pathname.replace(/\/$/, '')}/${parts.join('/')}`, endpoint.url);
}

/** RFC 3986: all but unreserved characters. */
function encodePart(part: string): string {
  return encodeURIComponent(part).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
