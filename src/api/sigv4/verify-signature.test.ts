import { createHash } from 'node:crypto';
import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import { describe, expect, it } from 'vitest';
import { dateOf } from '../../lib/clock.ts';
import type { RequestHead } from '../http.ts';
import { Refusal } from '../refusal.ts';
import { readSignature, type Signature } from './read-signature.ts';
import { SigningKeys } from './signing-keys.ts';
import { checkScope, findKey, type Key, verifySignature } from './verify-signature.ts';

const NOW = Date.UTC(2026, 10, 23, 12, 0, 0);
const MINUTE = 60_000;
const CREDENTIALS = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/EXAMPLEKEY' };
const TOKEN = 'IQoJb3JpZ2luX2VjE//+==';

const principal: Key['principal'] = {
  kind: 'root',
  accountId: '111122223333',
  accessKeyId: CREDENTIALS.accessKeyId,
};
const longTerm: Key = { secret: CREDENTIALS.secretAccessKey, principal };
const session: Key = {
  ...longTerm,
  tokenSha256: createHash('sha256').update(TOKEN).digest('hex'),
  expiresAt: NOW + MINUTE,
};

interface Given {
  readonly method: string;
  readonly path: string;
  readonly query: Record<string, string | string[]>;
  readonly headers: Record<string, string>;
  readonly body: string;
}

const LIST: Given = { method: 'GET', path: '/detector', query: {}, headers: {}, body: '' };

function signer(service = 'guardduty', token?: string): SignatureV4 {
  const credentials = token === undefined ? CREDENTIALS : { ...CREDENTIALS, sessionToken: token };
  return new SignatureV4({ service, region: 'us-east-1', credentials, sha256: Sha256 });
}

function unsigned(given: Given) {
  const headers = { host: '127.0.0.1:4980', ...given.headers };
  return { ...given, protocol: 'http:', hostname: '127.0.0.1', headers };
}

async function signed(given: Given, service?: string, token?: string): Promise<Received> {
  const request = await signer(service, token).sign(unsigned(given), { signingDate: dateOf(NOW) });
  return received(given, request.headers, request.query ?? {});
}

async function presigned(given: Given, seconds: number, token?: string): Promise<Received> {
  const request = await signer('sts', token).presign(unsigned(given), {
    signingDate: dateOf(NOW),
    expiresIn: seconds,
  });
  return received(given, request.headers, request.query ?? {});
}

/** As it looks after its way over the wire: query escaped, headers as node lists them. */
function received(
  given: Given,
  headers: Record<string, string>,
  query: Readonly<Record<string, string | string[] | null>>,
): Received {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    [value ?? ''].flat().map((one) => `${escapeText(name)}=${escapeText(one)}`),
  );
  return {
    method: given.method,
    path: given.path,
    query: pairs.join('&'),
    headers: new Map(Object.entries(headers)),
    body: Buffer.from(given.body),
  };
}

function escapeText(text: string): string {
  const hex = (character: string) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
  return encodeURIComponent(text).replace(/[!'()*]/g, hex);
}

/** A request as it is received. */
interface Received extends RequestHead {
  readonly body: Uint8Array;
}

interface Circumstances {
  readonly key?: Key;
  readonly service?: string;
  readonly now?: number;
}

/** The steps that the request path takes, in its order. */
async function check(request: Received, circumstances: Circumstances = {}): Promise<Signature> {
  const { key = longTerm, service = 'guardduty', now = NOW } = circumstances;
  const signature = readSignature(request);
  if (signature instanceof Refusal) throw signature;
  checkScope(signature, service, (region) => region === 'us-east-1', now);
  const keys = { find: (id: string) => (id === CREDENTIALS.accessKeyId ? key : undefined) };
  verifySignature(
    request,
    request.body,
    signature,
    await findKey(signature, keys, now),
    new SigningKeys(),
  );
  return signature;
}

/** Mulberry32: the same requests in every run. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

function randomGiven(random: () => number): Given {
  const alphabet = 'abcXYZ019-._~ %:/?#[]@!$&\'()*+,;="<>ü✓';
  const text = (length: number) =>
    Array.from({ length }, () => [...alphabet][Math.floor(random() * [...alphabet].length)]).join(
      '',
    );
  const many = <T>(most: number, make: () => T) =>
    Array.from({ length: Math.floor(random() * (most + 1)) }, make);
  const segments = many(4, () => escapeText(text(1 + Math.floor(random() * 8))));
  const query = many(4, () => {
    const values = many(2, () => text(Math.floor(random() * 8)));
    return [text(1 + Math.floor(random() * 6)), values.length === 1 ? text(3) : values] as const;
  });
  const headers = many(4, () => {
    const name = `x-${Math.floor(random() * 1e6)}`;
    return [name, text(6).replace(/[ü✓]/g, 'o').replaceAll(' ', '   ').trim()] as const;
  });
  const method = ['GET', 'POST', 'DELETE', 'PUT'][Math.floor(random() * 4)] ?? 'GET';
  return {
    method,
    path: `/${segments.join('/')}`,
    query: Object.fromEntries(query),
    headers: Object.fromEntries(headers),
    body: method === 'GET' ? '' : text(Math.floor(random() * 40)),
  };
}

it('refuses an operation that was named after the signing', async () => {
  const request = await presigned({ ...LIST, path: '/' }, 900);
  const headers = new Map([...request.headers, ['x-amz-target', 'Service.Operation']]);
  await expect(check({ ...request, headers }, { service: 'sts' })).rejects.toThrow(
    'headers present in the request which were not signed: x-amz-target',
  );
});

describe('against @smithy/signature-v4', () => {
  it('accepts 400 random requests signed by it, and none of them with a byte changed', async () => {
    const random = randomNumbers(20261123);
    for (let round = 0; round < 400; round += 1) {
      const given = randomGiven(random);
      const request = await signed(given, 'guardduty', round % 2 ? TOKEN : undefined);
      const key = round % 2 ? session : longTerm;
      await expect(check(request, { key }), JSON.stringify(given)).resolves.toBeDefined();
      const body = Buffer.from(`${given.body}!`);
      const path = `${given.path}a`;
      const query = `${request.query}&a=b`;
      for (const change of [{ body }, { path }, { query }, { method: 'PATCH' }]) {
        await expect(check({ ...request, ...change }, { key })).rejects.toThrow('does not match');
      }
    }
  });

  it('accepts 200 random presigned requests', async () => {
    const random = randomNumbers(7);
    for (let round = 0; round < 200; round += 1) {
      const given = randomGiven(random);
      const request = await presigned(given, 900, round % 2 ? TOKEN : undefined);
      const circumstances = { key: round % 2 ? session : longTerm, service: 'sts' };
      await expect(check(request, circumstances), JSON.stringify(given)).resolves.toBeDefined();
      const other = { ...request, query: `${request.query}&Action=AssumeRole` };
      await expect(check(other, circumstances)).rejects.toThrow('does not match');
    }
  });
});

describe('header combinations of the SDKs', () => {
  const withHeaders = (headers: Record<string, string>) => signed({ ...LIST, headers });

  it.each([
    ['boto3: user-agent and retry headers unsigned', {}],
    ['JavaScript 3', { 'amz-sdk-request': 'attempt=1; max=3', 'x-amz-user-agent': 'aws-sdk-js' }],
    ['Go 2: content-length signed', { 'content-length': '0', 'accept-encoding': 'identity' }],
    ['Java 2', { 'amz-sdk-invocation-id': 'a-b-c', 'content-type': 'application/json' }],
  ])('%s', async (_name, headers) => {
    await expect(check(await withHeaders(headers))).resolves.toBeDefined();
  });

  it('leaves the body out where the signer said so, and only then', async () => {
    const given = { ...LIST, method: 'POST', body: 'a', headers: {} };
    const headers = { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' };
    const open = await signed({ ...given, headers });
    await expect(check({ ...open, body: Buffer.from('b') })).resolves.toBeDefined();
    const hash = createHash('sha256').update('a').digest('hex');
    const closed = await signed({ ...given, headers: { 'x-amz-content-sha256': hash } });
    await expect(check(closed)).resolves.toBeDefined();
    await expect(check({ ...closed, body: Buffer.from('b') })).rejects.toThrow('does not match');
  });
});

describe('keys and tokens', () => {
  it('refuses an unknown key, and a session key without its token', async () => {
    const keys = { find: () => undefined };
    const claim = readSignature(await signed(LIST)) as Signature;
    await expect(findKey(claim, keys, NOW)).rejects.toMatchObject({ kind: 'unknown-key' });
    for (const token of [undefined, `${TOKEN}x`]) {
      const request = await signed(LIST, 'guardduty', token);
      await expect(check(request, { key: session })).rejects.toMatchObject({ kind: 'unknown-key' });
    }
  });

  it('refuses a token with a long-term key', async () => {
    const request = await signed(LIST, 'guardduty', TOKEN);
    await expect(check(request)).rejects.toMatchObject({
      kind: 'unknown-key',
      message: 'The security token included in the request is invalid.',
    });
  });

  it('takes a token that came after signing, and ends with its key', async () => {
    const request = await signed(LIST);
    const headers = new Map([...request.headers, ['x-amz-security-token', TOKEN]]);
    const late = { ...request, headers };
    await expect(check(late, { key: session })).resolves.toBeDefined();
    const ended = { ...session, expiresAt: NOW };
    await expect(check(late, { key: ended })).rejects.toMatchObject({
      kind: 'expired-token',
      message: 'The security token included in the request is expired',
    });
  });

  it('refuses a wrong secret', async () => {
    const key = { ...longTerm, secret: 'another' };
    await expect(check(await signed(LIST), { key })).rejects.toMatchObject({
      kind: 'bad-signature',
    });
  });
});

describe('scope and time', () => {
  it('names what is wrong with the scope', async () => {
    await expect(check(await signed(LIST, 's3'))).rejects.toThrow(
      "Credential should be scoped to correct service: 'guardduty'. ",
    );
    const request = await signed(LIST);
    const swapped = (from: string, to: string) => {
      const authorization = String(request.headers.get('authorization')).replace(from, to);
      return {
        ...request,
        headers: new Map([...request.headers, ['authorization', authorization]]),
      };
    };
    await expect(check(swapped('us-east-1', 'mars-1'))).rejects.toThrow(
      "Credential should be scoped to a valid Region, not 'mars-1'. ",
    );
    await expect(check(swapped('aws4_request', 'aws5'))).rejects.toThrow(
      "Credential should be scoped with a valid terminator: 'aws4_request', not 'aws5'. ",
    );
    await expect(check(swapped('/20261123/', '/20261122/'))).rejects.toThrow(
      "'20261122' != '20261123', from '20261123T120000Z'",
    );
    await expect(check(swapped('SignedHeaders=host;', 'SignedHeaders='))).rejects.toThrow(
      "'Host' or ':authority' must be a 'SignedHeader'",
    );
  });

  it('allows 15 minutes either way and not a second more', async () => {
    const request = await signed(LIST);
    await expect(check(request, { now: NOW + 15 * MINUTE })).resolves.toBeDefined();
    await expect(check(request, { now: NOW - 15 * MINUTE })).resolves.toBeDefined();
    await expect(check(request, { now: NOW + 15 * MINUTE + 1000 })).rejects.toMatchObject({
      kind: 'bad-signature',
      message:
        'Signature expired: 20261123T120000Z is now earlier than 20261123T120001Z ' +
        '(20261123T121501Z - 15 min.)',
    });
    await expect(check(request, { now: NOW - 15 * MINUTE - 1000 })).rejects.toThrow(
      'Signature not yet current: 20261123T120000Z is still later than 20261123T115959Z ' +
        '(20261123T114459Z + 15 min.)',
    );
  });

  it('ends a presigned request when it said it would', async () => {
    const request = await presigned(LIST, 60);
    const at = (now: number) => check(request, { now, service: 'sts' });
    await expect(at(NOW + 60_000)).resolves.toBeDefined();
    await expect(at(NOW + 61_000)).rejects.toThrow('(20261123T120101Z - 1 min.)');
  });
});
