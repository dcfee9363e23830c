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
});
