import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import type { AwsCredentialIdentity } from '@smithy/types';

/** A call of Vedette's own service, which no SDK knows. */
export interface VedetteCall {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: object;
}

/** Signs and sends; answers the JSON. Throws an Error named by the API's error type. */
export async function callVedette<Output>(
  credentials: AwsCredentialIdentity,
  region: string,
  { method, path, query = {}, body }: VedetteCall,
): Promise<Output> {
  const signer = new SignatureV4({ credentials, region, service: 'vedette', sha256: Sha256 });
  const { hostname, host, protocol, origin } = location;
  const text = body === undefined ? undefined : JSON.stringify(body);
  const json: Record<string, string> =
    text === undefined ? {} : { 'content-type': 'application/json' };
  const signed = await signer.sign({
    method,
    protocol,
    hostname,
    path,
    query: { ...query },
    headers: { host, ...json },
    ...(text === undefined ? {} : { body: text }),
  });
  const { host: _, ...headers } = signed.headers;
  const search = new URLSearchParams(query).toString();
  const url = `${origin}${path}${search === '' ? '' : `?${search}`}`;
  const answer = await fetch(url, {
    method,
    headers,
    ...(text === undefined ? {} : { body: text }),
  });
  const output = (await answer.json()) as Output & { message?: string };
  if (answer.ok) return output;
  const error = new Error(output.message ?? answer.statusText);
  error.name = answer.headers.get('x-amzn-errortype') ?? 'Error';
  throw error;
}
