import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { enable, type TestAccount, VedetteServer } from '../../test/sdk/vedette-server.ts';
import { ingestCommand } from './ingest.ts';

let server: VedetteServer;
let account: TestAccount;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vedette-ingest-'));
  server = await VedetteServer.start();
  account = await server.account('111122223333');
  await enable(account);
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  process.exitCode = undefined;
});

async function ingest(...paths: string[]): Promise<string> {
  const { accessKeyId, secretAccessKey } = account.caller.credentials;
  vi.stubEnv('AWS_ACCESS_KEY_ID', accessKeyId);
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', secretAccessKey);
  vi.stubEnv('AWS_SESSION_TOKEN', '');
  const printed: string[] = [];
  vi.spyOn(console, 'log').mockImplementation((line: string) => printed.push(line));
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const command = [...paths, '--endpoint', server.vedette.url, '--region', 'us-east-1'];
  await ingestCommand().parseAsync(command, { from: 'user' });
  return printed.join('\n');
}

function stopLogging(eventID: string, recipientAccountId = '111122223333') {
  return {
    eventVersion: '1.08',
    userIdentity: { type: 'IAMUser', accountId: recipientAccountId, userName: 'someone' },
    eventTime: '2026-11-01T00:00:00Z',
    eventSource: 'cloudtrail.amazonaws.com',
    eventName: 'StopLogging',
    awsRegion: 'us-east-1',
    sourceIPAddress: '198.51.100.7',
    userAgent: 'aws-cli/2.9',
    requestParameters: { name: 'arn:aws:cloudtrail:us-east-1:111122223333:trail/main' },
    eventID,
    recipientAccountId,
  };
}

function write(name: string, records: unknown[]): string {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify({ Records: records }));
  return path;
}

it('sends, sums up and can be repeated', async () => {
  const path = write('own.json', [stopLogging('event-1')]);
  const first = await ingest(path);
  expect(first).toContain('Accepted: 1 (0 of them taken before)');
  expect(first).toContain('Findings created or updated: 1');
  expect(process.exitCode).toBeUndefined();
  const second = await ingest(path);
  expect(second).toContain('Accepted: 1 (1 of them taken before)');
  expect(second).toContain('Findings created or updated: 0');
  expect(process.exitCode).toBeUndefined();
});

it("ends with 1 where another account's records were refused", async () => {
  const path = write('other.json', [stopLogging('event-2', '999999999999')]);
  expect(await ingest(path)).toContain(
    'Refused: 1 OTHER_ACCOUNT\n  OTHER_ACCOUNT: of other accounts than that of the key\n',
  );
  expect(process.exitCode).toBe(1);
});

it('ends with 1 where a file is missing', async () => {
  expect(await ingest(join(folder, 'nowhere'))).toContain('Files: 0 read, 1 unreadable');
  expect(process.exitCode).toBe(1);
});
