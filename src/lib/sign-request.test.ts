import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import { describe, expect, it } from 'vitest';
import { dateOf } from './clock.ts';
import { type SigningCredentials, signRequest } from './sign-request.ts';

const NOW = 1_500_000_000_000;
const root: SigningCredentials = {
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
};

/** The oracle: AWS's own signer for JavaScript. */
async function oracle(method: string, url: URL, body: string, credentials: SigningCredentials) {
  const scope = { service: 'vedette', region: 'us-east-1', credentials, sha256: Sha256 };
  const signed = await new SignatureV4(scope).sign(
    {
      method,
      protocol: url.protocol,
      hostname: url.hostname,
      port: Number(url.port),
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      headers: { host: url.host, 'content-type': 'application/json' },
      body,
    },
    { signingDate: dateOf(NOW) },
  );
  return signed.headers;
}

describe('signRequest', () => {
  it.each([
    ['POST', 'http://127.0.0.1:4980/accounts', '{"a":1}', root],
    ['GET', 'http://localhost:4980/a%20b/ü?z=2&a=x%2Fy%21', '', root],
    ['PUT', 'http://127.0.0.1:80/records', 'body', { ...root, sessionToken: 'to/ken=' }],
  ])('signs %s %s as AWS does', async (method, address, body, credentials) => {
    const url = new URL(address);
    const headers = signRequest(
      { method, url, headers: { 'Content-Type': 'application/json' }, body: Buffer.from(body) },
      credentials,
      { service: 'vedette', region: 'us-east-1', now: NOW },
    );
    expect(headers).toEqual(await oracle(method, url, body, credentials));
  });

  it('signs for S3 with the path as it is sent', async () => {
    const url = new URL('http://127.0.0.1:9000/bucket/a%20b/%C3%BC%2Bc%2A.txt');
    const headers = signRequest(
      {
        method: 'GET',
        url,
        headers: { 'x-amz-expected-bucket-owner': '1' },
        body: Buffer.from(''),
      },
      root,
      { service: 's3', region: 'eu-west-1', now: NOW },
    );
    const signer = new SignatureV4({
      service: 's3',
      region: 'eu-west-1',
      credentials: root,
      sha256: Sha256,
      uriEscapePath: false,
    });
    const signed = await signer.sign(
      {
        method: 'GET',
        protocol: url.protocol,
        hostname: url.hostname,
        port: Number(url.port),
        path: url.pathname,
        headers: { host: url.host, 'x-amz-expected-bucket-owner': '1' },
      },
      { signingDate: dateOf(NOW) },
    );
    expect(headers.authorization).toBe(signed.headers.authorization);
  });
});
