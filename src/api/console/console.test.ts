/** `CreateConsole`, `SessionEndpoints` and `ConsoleSessions` as a browser meets them: by HTTP. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ManualClock, systemClock } from '../../lib/clock.ts';
import { signRequest } from '../../lib/sign-request.ts';
import {
  CONSOLE_CREDENTIAL_SECONDS,
  CONSOLE_FAILURE_MINUTES,
  CONSOLE_FAILURES_MAX,
  CONSOLE_SESSION_HOURS,
} from '../../limits.ts';
import { startVedette, type Vedette, type VedetteOptions } from '../../main.ts';

const rootKey = {
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
};
const ours = { 'x-vedette-console': '1' };
/** Begins now, for the SDK's own clock does, and is moved by hand. */
const clock = new ManualClock(systemClock.now());
let folder: string;
let options: VedetteOptions;
let vedette: Vedette;
let logged = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vedette-console-'));
  await writeFile(join(folder, 'index.html'), '<title>Vedette</title>');
  const write = (line: string) => {
    logged += line;
  };
  options = {
    host: '127.0.0.1',
    port: 0,
    dataDirectory: join(folder, 'data'),
    masterKey: { kind: 'own-file', directory: join(folder, 'keys') },
    management: { accountId: '111122223333', rootKey },
    consoleDirectory: folder,
    clock,
    log: pino({ level: 'trace' }, { write }),
  };
  vedette = await startVedette(options);
});
afterAll(async () => {
  await vedette.close();
  await rm(folder, { recursive: true, force: true });
});

type Headers = Readonly<Record<string, string>>;

function call(method: string, path: string, headers: Headers = ours, body = ''): Promise<Response> {
  const given = body === '' ? {} : { body };
  return fetch(vedette.url + path, { method, headers, redirect: 'manual', ...given });
}

function signIn(key = rootKey, more: Headers = ours, now = clock.now()): Promise<Response> {
  const url = new URL('/console/session', vedette.url);
  const body = Buffer.from('{}');
  const scope = { service: 'vedette', region: 'us-east-1', now };
  const { host: _, ...signed } = signRequest(
    { method: 'POST', url, headers: {}, body },
    key,
    scope,
  );
  return call('POST', '/console/session', { ...signed, ...more }, '{}');
}

interface Given {
  readonly accountId: string;
  readonly endsAt: number;
  readonly credentials: Readonly<
    Record<'AccessKeyId' | 'SecretAccessKey' | 'SessionToken' | 'Expiration', string>
  >;
}

const cookieOf = (answer: Response) => answer.headers.get('set-cookie')?.split(';')[0] ?? '';
const credentials = (cookie: string) => call('GET', '/console/credentials', { ...ours, cookie });

async function codeOf(answer: Response): Promise<string> {
  return `${answer.status} ${((await answer.json()) as { code: string }).code}`;
}

describe('a sign-in by key', () => {
  test('is in the trail, as the call that it stands for', async () => {
    await credentials(cookieOf(await signIn(rootKey, { ...ours, 'user-agent': 'a-browser' })));
    const client = new CloudTrailClient({
      ...{ endpoint: vedette.url, region: 'us-east-1', credentials: rootKey },
    });
    const { Events } = await client.send(new LookupEventsCommand({}));
    const [asked, signedIn] = (Events ?? []).map(({ CloudTrailEvent }) =>
      JSON.parse(CloudTrailEvent ?? '{}'),
    );
    expect([asked.eventName, signedIn.eventName]).toEqual(['GetSessionToken', 'GetSessionToken']);
    expect(signedIn).toMatchObject({
      sourceIPAddress: '127.0.0.1',
      userAgent: 'a-browser',
      userIdentity: { type: 'Root', accessKeyId: rootKey.accessKeyId },
    });
  });

  test('answers a cookie, and for the cookie credentials that the API takes', async () => {
    const answer = await signIn();
    expect(answer.status).toBe(204);
    expect(answer.headers.get('set-cookie')).toMatch(
      /; Max-Age=43200; Path=\/console; HttpOnly; SameSite=Strict$/,
    );
    const got = await credentials(cookieOf(answer));
    expect(got.headers.get('cache-control')).toBe('no-store');
    const given = (await got.json()) as Given;
    expect(given.accountId).toBe('111122223333');
    expect(given.endsAt).toBe(clock.now() + CONSOLE_SESSION_HOURS * 3_600_000);
    const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = given.credentials;
    const seconds = (Date.parse(Expiration) - clock.now()) / 1000;
    expect(Math.abs(seconds - CONSOLE_CREDENTIAL_SECONDS)).toBeLessThanOrEqual(1);
    const sts = new STSClient({
      endpoint: vedette.url,
      region: 'us-east-1',
      credentials: {
        accessKeyId: AccessKeyId,
        secretAccessKey: SecretAccessKey,
        sessionToken: SessionToken,
      },
    });
    const who = await sts.send(new GetCallerIdentityCommand({}));
    expect(who.Arn).toBe('arn:aws:iam::111122223333:root');
  });

  test('marks the cookie Secure where the browser came by TLS', async () => {
    const { host } = new URL(vedette.url);
    const answer = await signIn(rootKey, { ...ours, origin: `https://${host}` });
    expect(answer.headers.get('set-cookie')).toMatch(/; Secure$/);
  });

  test('lasts over a restart, and no longer than its hours', async () => {
    const cookie = cookieOf(await signIn());
    await vedette.close();
    vedette = await startVedette(options);
    expect((await credentials(cookie)).status).toBe(200);
    clock.advance(CONSOLE_SESSION_HOURS * 3_600_000);
    expect(await codeOf(await credentials(cookie))).toBe('401 signInNeeded');
  });

  test('ends when it is ended, for a copy of the cookie too', async () => {
    const cookie = cookieOf(await signIn());
    const out = await call('DELETE', '/console/session', { ...ours, cookie });
    expect(out.headers.get('set-cookie')).toMatch(/^vedette-console=; Max-Age=0/);
    expect(await codeOf(await credentials(cookie))).toBe('401 signInNeeded');
  });

  test('ends with the key that began it', async () => {
    const cookie = cookieOf(await signIn());
    const key = await vedette.store.credentials.get(rootKey.accessKeyId);
    if (key === undefined) throw new Error('The root key is stored.');
    await vedette.store.credentials.put({ ...key, inactive: true });
    await vedette.close();
    vedette = await startVedette({ ...options, management: {} });
    expect(await codeOf(await credentials(cookie))).toBe('401 signInNeeded');
    await vedette.store.credentials.put(key);
    expect((await credentials(cookie)).status).toBe(200);
  });

  test('is refused to a cookie that was not given here', async () => {
    const cookie = cookieOf(await signIn());
    for (const forged of ['', 'vedette-console=a', `${cookie.slice(0, -4)}AAAA`]) {
      expect(await codeOf(await credentials(forged))).toBe('401 signInNeeded');
    }
  });

  test('is refused with a wrong secret, an old signature or a session', async () => {
    const wrong = { ...rootKey, secretAccessKey: 'wrong' };
    expect(await codeOf(await signIn(wrong))).toBe('403 signInRefused');
    expect(await codeOf(await signIn(rootKey, ours, 0))).toBe('403 signInRefused');
    const answer = await credentials(cookieOf(await signIn()));
    const given = (await answer.json()) as Given;
    const { AccessKeyId, SecretAccessKey, SessionToken } = given.credentials;
    const session = {
      accessKeyId: AccessKeyId,
      secretAccessKey: SecretAccessKey,
      sessionToken: SessionToken,
    };
    expect(await codeOf(await signIn(session))).toBe('403 longTermKeyNeeded');
  });

  test('is tried some times and no more', async () => {
    const wrong = { accessKeyId: 'AKIAUNKNOWN000000000', secretAccessKey: 'wrong' };
    for (let time = 0; time < CONSOLE_FAILURES_MAX; time += 1) {
      expect(await codeOf(await signIn(wrong))).toBe('403 signInRefused');
    }
    const answer = await signIn(wrong);
    expect(answer.headers.get('retry-after')).toBe(String(CONSOLE_FAILURE_MINUTES * 60));
    expect(await codeOf(answer)).toBe('429 tooManyFailures');
    expect((await signIn()).status).toBe(204);
  });
});

describe('a sign-in link', () => {
  const open = (link: unknown) => call('POST', '/console/session', ours, JSON.stringify({ link }));

  test('signs in once, and is never logged', async () => {
    const token = vedette.signInToken(rootKey.accessKeyId);
    const answer = await open(token);
    expect((await credentials(cookieOf(answer))).status).toBe(200);
    expect(await codeOf(await open(token))).toBe('403 signInRefused');
    expect(logged).not.toContain(token);
  });

  test('is refused when it is none', async () => {
    for (const link of ['', 'unknown', 7, null]) {
      expect(await codeOf(await open(link))).toBe('403 signInRefused');
    }
    expect(await codeOf(await call('POST', '/console/session', ours, 'no json'))).toBe(
      '403 signInRefused',
    );
  });
});

describe('the console and the API on one port', () => {
  test('other sites are refused before anything is looked at', async () => {
    for (const headers of [{}, { ...ours, origin: 'https://evil.example.com' }]) {
      for (const [method, path] of [
        ['POST', '/console/session'],
        ['DELETE', '/console/session'],
        ['GET', '/console/credentials'],
      ] as const) {
        expect(await codeOf(await call(method, path, headers))).toBe('403 otherOrigin');
      }
    }
  });

  test('pages come with a strict policy and cannot be framed', async () => {
    const answer = await call('GET', '/console/findings');
    expect(await answer.text()).toBe('<title>Vedette</title>');
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('x-frame-options')).toBe('DENY');
  });

  test('a browser at the root is shown the way; a client hears the API', async () => {
    const page = await call('GET', '/', { accept: 'text/html' });
    expect(page.status).toBe(302);
    expect(page.headers.get('location')).toBe('/console/');
    expect((await call('GET', '/', {})).headers.get('location')).toBeNull();
  });

  test('what the API answers can never run as a page of this origin', async () => {
    const answer = await call('GET', '/detector', {});
    expect(answer.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  });

  test('what is signed under this path is the API’s', async () => {
    const signed = { authorization: 'AWS4-HMAC-SHA256 Credential=a' };
    const answer = await call('GET', '/console/index.html', signed);
    expect(answer.headers.get('x-amzn-requestid')).not.toBeNull();
  });

  test('a console that was not built says so', async () => {
    const bare = await startVedette({
      ...options,
      dataDirectory: join(folder, 'bare'),
      consoleDirectory: join(folder, 'absent'),
    });
    const answer = await fetch(`${bare.url}/console/`);
    expect(answer.status).toBe(404);
    expect(await answer.text()).toContain('npm run build');
    await bare.close();
  });
});
