import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isoMillis, ManualClock } from '../lib/clock.ts';
import type { Session } from './begin-session.ts';
import { type CredentialsEndpoint, openCredentialsEndpoint } from './credentials-endpoint.ts';

const TOKEN = 'token-of-the-operator';
const ROLE = 'arn:aws:iam::444455556666:role/Auditor';
const HOUR = 3_600_000;
let clock: ManualClock;
let begun: number;
let fails: boolean;
let notes: string[];
let endpoint: CredentialsEndpoint;
beforeEach(async () => {
  clock = new ManualClock(Date.UTC(2026, 0, 1));
  [begun, fails, notes] = [0, false, []];
  endpoint = await openCredentialsEndpoint({
    ...{ port: 0, token: TOKEN, clock, roleArn: ROLE },
    begin: async (): Promise<Session> => {
      begun += 1;
      if (fails) throw new Error('no server there');
      const credentials = {
        accessKeyId: `ASIA${begun}`,
        secretAccessKey: 'secret',
        sessionToken: 'token',
      };
      return { credentials, expiration: isoMillis(clock.now() + HOUR) };
    },
    note: (line) => notes.push(line),
  });
});
afterEach(() => endpoint.close());

async function ask(token: string | undefined = TOKEN, path = '', method = 'GET') {
  const headers: Record<string, string> = token === '' ? {} : { authorization: token };
  const answer = await fetch(`${endpoint.url}${path}`, { method, headers });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

describe('the credentials endpoint', () => {
  it('listens on this host and answers as that of containers does', async () => {
    expect(endpoint.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/credentials$/);
    expect(await ask()).toEqual({
      status: 200,
      body: {
        RoleArn: ROLE,
        AccessKeyId: 'ASIA1',
        SecretAccessKey: 'secret',
        Token: 'token',
        Expiration: '2026-01-01T01:00:00.000Z',
      },
    });
  });

  it.each(['', 'wrong', `${TOKEN} `, `Bearer ${TOKEN}`, TOKEN.slice(1)])(
    'refuses the token "%s" without asking for a session',
    async (token) => {
      const sent = token.trim() === TOKEN ? `${TOKEN}x` : token;
      expect(await ask(sent)).toMatchObject({ status: 401, body: { code: 'Unauthorized' } });
      expect(begun).toBe(0);
    },
  );

  it('answers nothing else', async () => {
    expect((await ask(TOKEN, '/more')).status).toBe(404);
    expect((await ask(TOKEN, '', 'POST')).status).toBe(404);
    expect(begun).toBe(0);
  });

  it('hands out one session to all, and a new one from half of its life on', async () => {
    await Promise.all([ask(), ask(), ask()]);
    clock.advance(HOUR / 2 - 1);
    expect((await ask()).body.AccessKeyId).toBe('ASIA1');
    clock.advance(1);
    expect((await ask()).body.AccessKeyId).toBe('ASIA2');
    expect(begun).toBe(2);
  });

  it('tells the operator why there is none, the client only that, and tries again', async () => {
    fails = true;
    expect(await ask()).toMatchObject({ status: 503, body: { code: 'ServiceUnavailable' } });
    expect(notes.join()).toContain('no server there');
    fails = false;
    expect((await ask()).status).toBe(200);
  });
});
