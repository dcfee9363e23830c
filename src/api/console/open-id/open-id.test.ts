/** `OpenId`, `OpenIdEndpoints` and the sessions of roles, as a browser meets them: by HTTP. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateRoleCommand, DeleteRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ManualClock, systemClock } from '../../../lib/clock.ts';
import { CONSOLE_SESSION_HOURS, OPEN_ID_MINUTES } from '../../../limits.ts';
import { startVedette, type Vedette, type VedetteOptions } from '../../../main.ts';
import { freePort, LocalIssuer } from './testing.ts';

const ACCOUNT = '111122223333';
const rootKey = {
  accessKeyId: 'AKIAOPENIDEXAMPLE001',
  secretAccessKey: 'open-id-secret-of-the-root-key-000000001',
};
const arn = (name: string) => `arn:aws:iam::${ACCOUNT}:role/${name}`;
const clock = new ManualClock(systemClock.now());
let folder: string;
let issuer: LocalIssuer;
let options: VedetteOptions;
let vedette: Vedette;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vedette-open-id-'));
  await writeFile(join(folder, 'index.html'), '<title>Vedette</title>');
  issuer = await LocalIssuer.start();
  const port = await freePort();
  options = {
    ...{ host: '127.0.0.1', port, dataDirectory: join(folder, 'data'), clock },
    masterKey: { kind: 'own-file', directory: join(folder, 'keys') },
    management: { accountId: ACCOUNT, rootKey },
    consoleDirectory: folder,
    openId: {
      ...{ issuer: issuer.url, clientId: 'vedette', name: 'Example', scope: 'openid email' },
      ...{ publicUrl: `http://127.0.0.1:${port}`, nameClaim: 'email' },
      roles: [
        { claim: 'groups', value: 'responders', role: arn('Responder') },
        { claim: 'groups', value: 'strangers', role: arn('Distrustful') },
        { claim: 'groups', value: 'ghosts', role: arn('Absent') },
      ],
    },
  };
  vedette = await startVedette(options);
  await makeRole('Responder', { AWS: `arn:aws:iam::${ACCOUNT}:root` });
  await makeRole('Distrustful', { Service: 'lambda.amazonaws.com' });
});
afterAll(async () => {
  await vedette?.close();
  await issuer?.stop();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(() => {
  issuer.fault = undefined;
  issuer.claims = { email: 'maria@example.com', groups: ['responders'] };
});

function iam(): IAMClient {
  return new IAMClient({ endpoint: vedette.url, region: 'us-east-1', credentials: rootKey });
}

async function makeRole(RoleName: string, Principal: object): Promise<void> {
  const statement = { Effect: 'Allow', Action: 'sts:AssumeRole', Principal };
  const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: statement });
  await iam().send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
}

const get = (url: string, headers: Record<string, string> = {}) =>
  fetch(url, { headers, redirect: 'manual' });
const pairOf = (answer: Response, name: string) =>
  answer.headers
    .getSetCookie()
    .find((one) => one.startsWith(`${name}=`))
    ?.split(';')[0] ?? '';
const locationOf = (answer: Response) => answer.headers.get('location') ?? '';

/** To the provider and back, as a browser goes. */
async function walk(): Promise<{ back: Response; start: Response; callback: string }> {
  const start = await get(`${vedette.url}/console/open-id/start`);
  const callback = locationOf(await get(locationOf(start)));
  const back = await get(callback, { cookie: pairOf(start, 'vedette-open-id') });
  return { back, start, callback };
}

async function credentials(cookie: string): Promise<Response> {
  return get(`${vedette.url}/console/credentials`, { 'x-vedette-console': '1', cookie });
}

interface Given {
  readonly accountId: string;
  readonly userName: string;
  readonly credentials: Readonly<
    Record<'AccessKeyId' | 'SecretAccessKey' | 'SessionToken', string>
  >;
}

describe('a sign-in by an identity provider', () => {
  test('is offered by name', async () => {
    const answer = await get(`${vedette.url}/console/open-id`, { 'x-vedette-console': '1' });
    expect(await answer.json()).toEqual({ name: 'Example' });
  });

  test('ends as the role of the claims, under the name of the person', async () => {
    const { start, back } = await walk();
    const asked = new URL(locationOf(start)).searchParams;
    expect(Object.fromEntries(asked)).toMatchObject({
      ...{ response_type: 'code', client_id: 'vedette', code_challenge_method: 'S256' },
      redirect_uri: `${vedette.url}/console/open-id/callback`,
    });
    expect(start.headers.get('set-cookie')).toMatch(
      /^vedette-open-id=.+; Path=\/console\/open-id; HttpOnly; SameSite=Lax$/,
    );
    expect(locationOf(back)).toBe('/console/');
    const cookie = pairOf(back, 'vedette-console');
    expect(back.headers.getSetCookie().join()).toContain(
      'Path=/console; HttpOnly; SameSite=Strict',
    );
    const given = (await (await credentials(cookie)).json()) as Given;
    expect(given).toMatchObject({ accountId: ACCOUNT, userName: 'maria@example.com' });
    const { AccessKeyId, SecretAccessKey, SessionToken } = given.credentials;
    const sts = new STSClient({
      ...{ endpoint: vedette.url, region: 'us-east-1' },
      credentials: {
        ...{ accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey },
        sessionToken: SessionToken,
      },
    });
    expect((await sts.send(new GetCallerIdentityCommand({}))).Arn).toBe(
      `arn:aws:sts::${ACCOUNT}:assumed-role/Responder/maria@example.com`,
    );
  });

  test('lasts over a restart, and no longer than its hours', async () => {
    const cookie = pairOf((await walk()).back, 'vedette-console');
    await vedette.close();
    vedette = await startVedette(options);
    expect((await credentials(cookie)).status).toBe(200);
    clock.advance(CONSOLE_SESSION_HOURS * 3_600_000);
    expect((await credentials(cookie)).status).toBe(401);
    clock.advance(-CONSOLE_SESSION_HOURS * 3_600_000);
  });

  test('ends when the operator gives the role to nobody, or the role is gone', async () => {
    const cookie = pairOf((await walk()).back, 'vedette-console');
    await vedette.close();
    const { openId } = options;
    vedette = await startVedette({ ...options, openId: openId && { ...openId, roles: [] } });
    expect((await credentials(cookie)).status).toBe(401);
    await vedette.close();
    vedette = await startVedette(options);
    expect((await credentials(cookie)).status).toBe(200);
    await iam().send(new DeleteRoleCommand({ RoleName: 'Responder' }));
    expect((await credentials(cookie)).status).toBe(401);
    await makeRole('Responder', { AWS: `arn:aws:iam::${ACCOUNT}:root` });
  });

  test.each([
    [['visitors'], 'no rule names them'],
    [['strangers'], 'the role does not trust this account'],
    [['ghosts'], 'there is no such role'],
  ])('is refused to members of %j: %s', async (groups) => {
    issuer.claims = { groups };
    const { back } = await walk();
    expect(locationOf(back)).toBe('/console/?problem=noRole');
    expect(pairOf(back, 'vedette-console')).toBe('');
  });

  test.each(['other-nonce', 'other-key', 'other-audience', 'expired', 'refuses'] as const)(
    'is refused where the provider is wrong: %s',
    async (fault) => {
      issuer.fault = fault;
      const { back } = await walk();
      expect(locationOf(back)).toBe('/console/?problem=providerRefused');
      expect(pairOf(back, 'vedette-console')).toBe('');
    },
  );

  test('is refused in another browser, with another state, twice and too late', async () => {
    const { start, callback } = await walk();
    const cookie = pairOf(start, 'vedette-open-id');
    const other = pairOf(await get(`${vedette.url}/console/open-id/start`), 'vedette-open-id');
    for (const sent of ['', 'vedette-open-id=forged', other, cookie]) {
      const answer = await get(callback, { cookie: sent });
      expect(locationOf(answer), sent).toBe('/console/?problem=providerRefused');
    }
    const begun = await get(`${vedette.url}/console/open-id/start`);
    const back = locationOf(await get(locationOf(begun)));
    clock.advance(OPEN_ID_MINUTES * 60_000);
    const late = await get(back, { cookie: pairOf(begun, 'vedette-open-id') });
    expect(locationOf(late)).toBe('/console/?problem=providerRefused');
    clock.advance(-OPEN_ID_MINUTES * 60_000);
  });

  test('says that a provider cannot be reached, and tries again the next time', async () => {
    const absent = await LocalIssuer.start();
    const address = absent.url;
    await absent.stop();
    const { openId } = options;
    if (openId === undefined) throw new Error('The test has a provider.');
    const other = await startVedette({
      ...options,
      ...{ port: 0, dataDirectory: join(folder, 'other') },
      openId: { ...openId, issuer: address },
    });
    const answer = await get(`${other.url}/console/open-id/start`);
    expect(locationOf(answer)).toBe('/console/?problem=providerUnreachable');
    await other.close();
  });

  test('is not there where no provider is set', async () => {
    const bare = await startVedette({
      ...options,
      ...{ port: 0, dataDirectory: join(folder, 'bare'), openId: undefined },
    });
    const offered = await get(`${bare.url}/console/open-id`, { 'x-vedette-console': '1' });
    expect(await offered.json()).toEqual({});
    expect((await get(`${bare.url}/console/open-id/start`)).status).not.toBe(302);
    await bare.close();
  });
});
