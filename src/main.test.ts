import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateDetectorCommand,
  CreateMembersCommand,
  GetMembersCommand,
  GuardDutyClient,
  InviteMembersCommand,
  ListDetectorsCommand,
} from '@aws-sdk/client-guardduty';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { newList } from './domain/indicator-list.ts';
import { startVedette, type VedetteOptions } from './main.ts';

const rootKey = {
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
};
let folder: string;
let options: VedetteOptions;
/** What the server logs. */
let logged: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vedette-main-'));
  logged = '';
  const write = (line: string) => {
    logged += line;
  };
  options = {
    host: '127.0.0.1',
    port: 0,
    dataDirectory: join(folder, 'data'),
    masterKey: { kind: 'own-file', directory: join(folder, 'keys') },
    management: { accountId: '111122223333', rootKey },
    log: pino({ level: 'trace' }, { write }),
  };
});
afterEach(() => rmSync(folder, { recursive: true }));

const clientOf = (endpoint: string) =>
  new GuardDutyClient({ endpoint, region: 'eu-west-1', credentials: rootKey });

it('keeps its state between starts, and no secret in the clear', async () => {
  const first = await startVedette(options);
  const made = await clientOf(first.url).send(new CreateDetectorCommand({ Enable: true }));
  await first.close();
  const second = await startVedette(options);
  const listed = await clientOf(second.url).send(new ListDetectorsCommand({}));
  expect(listed.DetectorIds).toEqual([made.DetectorId]);
  await second.close();
  const within = { recursive: true, withFileTypes: true } as const;
  const files = readdirSync(options.dataDirectory, within).filter((entry) => entry.isFile());
  expect(files.length).toBeGreaterThan(0);
  for (const file of files) {
    const bytes = readFileSync(join(file.parentPath, file.name));
    expect(bytes.includes(rootKey.secretAccessKey)).toBe(false);
  }
  expect(logged).not.toContain(rootKey.secretAccessKey);
});

it('ends an e-mail check by itself after the call that began it', async () => {
  const vedette = await startVedette(options);
  const email = 'member@example.com';
  await vedette.store.accounts.put({
    accountId: '444455556666',
    email,
    name: 'member',
    status: 'ACTIVE',
    createdAt: 0,
  });
  const client = clientOf(vedette.url);
  const { DetectorId } = await client.send(new CreateDetectorCommand({ Enable: true }));
  const AccountIds = ['444455556666'];
  const AccountDetails = [{ AccountId: '444455556666', Email: email }];
  await client.send(new CreateMembersCommand({ DetectorId, AccountDetails }));
  await client.send(new InviteMembersCommand({ DetectorId, AccountIds }));
  const status = async () => {
    const { Members } = await client.send(new GetMembersCommand({ DetectorId, AccountIds }));
    return Members?.[0]?.RelationshipStatus;
  };
  await expect.poll(status).toBe('Invited');
  await vedette.close();
});

it('tells the log why a call failed, and not the caller', async () => {
  const vedette = await startVedette(options);
  const client = new GuardDutyClient({
    endpoint: vedette.url,
    region: 'us-east-1',
    credentials: rootKey,
    maxAttempts: 1,
  });
  await client.send(new ListDetectorsCommand({}));
  await vedette.store.close();
  await expect(client.send(new ListDetectorsCommand({}))).rejects.toMatchObject({
    message: 'Internal server error.',
  });
  expect(logged).toContain('a call failed');
  await vedette.close();
});

it('gives the port and the data directory back when the start fails', async () => {
  const other = { ...options, management: { accountId: '999999999999' } };
  const first = await startVedette(options);
  await first.close();
  await expect(startVedette({ ...other, port: first.port })).rejects.toThrow('belongs to account');
  const again = await startVedette({ ...options, port: first.port });
  expect(again.port).toBe(first.port);
  await again.close();
});

it('goes on after a restart with lists that were being activated', async () => {
  const first = await startVedette(options);
  const place = { accountId: '111122223333', region: 'eu-west-1', kind: 'ipset' } as const;
  const list = { ...place, listId: 'a', name: 'a', location: 's3://bucket/key', tags: {} };
  await first.store.lists.put(newList({ ...list, format: 'TXT' }, true, 0));
  await first.close();
  const second = await startVedette(options);
  const { lists } = second.store;
  const found = () => lists.get(place.accountId, place.region, place.kind, 'a');
  await expect.poll(async () => (await found())?.status).toBe('ERROR');
  expect((await found())?.errorDetails).toContain('NoSuchBucket');
  await second.close();
});
