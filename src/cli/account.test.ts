import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { VedetteServer } from '../../test/sdk/vedette-server.ts';
import { accountCommand } from './account.ts';

let server: VedetteServer;
beforeAll(async () => {
  server = await VedetteServer.start();
});
afterAll(() => server.stop());
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

/** Runs `vedette account create` and answers what it printed. */
async function create(...args: string[]): Promise<string> {
  const printed: string[] = [];
  vi.spyOn(console, 'log').mockImplementation((line: string) => printed.push(line));
  const command = ['create', '--endpoint', server.vedette.url, ...args];
  await accountCommand().parseAsync(command, { from: 'user' });
  return printed.join('\n');
}

function useKey(accessKeyId: string, secretAccessKey: string): void {
  vi.stubEnv('AWS_ACCESS_KEY_ID', accessKeyId);
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', secretAccessKey);
  vi.stubEnv('AWS_SESSION_TOKEN', '');
}

const useRoot = () => useKey('AKIASDKTESTROOTKEY01', 'sdk-test-secret-of-the-root-key-00000001');

describe('vedette account create', () => {
  it('prints the key of the new account', async () => {
    useRoot();
    const args = ['--account-id', '111122223333', '--email', 'a@example.com'];
    const made = JSON.parse(await create(...args, '--format', 'json'));
    expect(Object.keys(made)).toEqual(['AccountId', 'AccessKeyId', 'SecretAccessKey']);
    expect(made.AccountId).toBe('111122223333');
    const key = await server.vedette.store.credentials.get(made.AccessKeyId);
    expect(key).toMatchObject({ accountId: '111122223333', kind: 'root' });

    const text = await create('--account-id', '012345678901', '--email', 'b@example.com');
    expect(text).toMatch(/^Account 012345678901 was made.*\n {2}export AWS_ACCESS_KEY_ID=AKIA/);

    useKey(made.AccessKeyId, made.SecretAccessKey);
    const stranger = create('--account-id', '444455556666', '--email', 'c@example.com');
    await expect(stranger).rejects.toThrow(
      'status 403: User: arn:aws:iam::111122223333:root is not authorized to perform: ' +
        'vedette:CreateStandaloneAccount because only the management account may',
    );
  });

  it('repeats what the server refuses', async () => {
    useRoot();
    const twice = ['--account-id', '222233334444', '--email', 'd@example.com'];
    await create(...twice);
    await expect(create(...twice)).rejects.toThrow('status 409');
    const bad = create('--account-id', '1', '--email', 'e@example.com');
    await expect(bad).rejects.toThrow('status 400: CreateStandaloneAccount: accountId');
  });
});
