/** A server that goes on while it is backed up, and the one that is made of the backup. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as guardduty from '@aws-sdk/client-guardduty';
import * as kms from '@aws-sdk/client-kms';
import * as s3 from '@aws-sdk/client-s3';
import type { Command } from 'commander';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { backupCommand, restoreCommand } from '../../src/cli/backup.ts';
import { backUp, restore } from '../../src/store/backup.ts';
import { openStore } from '../../src/store/open-store.ts';
import { settingsOf } from './iam-account.ts';
import { enable, type TestAccount, VedetteServer } from './vedette-server.ts';

describe('a backup', () => {
  const Bucket = 'kept-example';
  let server: VedetteServer;
  let account: TestAccount;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vedette-backup-'));
    server = await VedetteServer.start();
    account = await server.account('444455556666');
  });
  afterAll(async () => {
    await server?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  /** Runs one of the two commands; answers what it prints. */
  async function command(which: Command, file: string, dataDirectory: string): Promise<string> {
    const printed = vi.spyOn(console, 'log').mockImplementation(() => undefined);
    try {
      await which.parseAsync([file, '--data-dir', dataDirectory], { from: 'user' });
      return printed.mock.calls.join();
    } finally {
      printed.mockRestore();
    }
  }

  /** Looks at a server that was started from the backup, with the key of the first. */
  async function expectSame(into: string, DetectorId: string): Promise<void> {
    const keys = join(server.dataDirectory, '..', 'keys');
    const masterKey = { kind: 'own-file', directory: keys } as const;
    const second = await VedetteServer.start({ dataDirectory: into, masterKey, management: {} });
    try {
      const endpoint = second.vedette.url;
      const again = new s3.S3Client({ ...settingsOf(account), endpoint, forcePathStyle: true });
      const { Contents = [] } = await again.send(new s3.ListObjectsV2Command({ Bucket }));
      expect(Contents.map(({ Key }) => Key)).toContain('before');
      for (const { Key, Size } of Contents) {
        const { Body } = await again.send(new s3.GetObjectCommand({ Bucket, Key }));
        const text = (await Body?.transformToString()) ?? '';
        expect(text).toMatch(Key === 'before' ? /^what was there before$/ : /^version \d+$/);
        expect(text).toHaveLength(Size ?? -1);
      }
      const { region, credentials } = account.caller;
      const theirs = new guardduty.GuardDutyClient({ endpoint, region, credentials });
      const list = new guardduty.ListFindingsCommand({ DetectorId });
      expect((await theirs.send(list)).FindingIds).toHaveLength(1);
    } finally {
      await second.stop();
    }
  }

  test('of a serving server is restored with its objects, keys and state', async () => {
    const DetectorId = await enable(account);
    const made = await new kms.KMSClient(settingsOf(account)).send(new kms.CreateKeyCommand({}));
    const client = new s3.S3Client({ ...settingsOf(account), forcePathStyle: true });
    await client.send(new s3.CreateBucketCommand({ Bucket }));
    const sealed = {
      ServerSideEncryption: 'aws:kms',
      SSEKMSKeyId: made.KeyMetadata?.Arn,
    } as const;
    const put = (Key: string, text: string) =>
      client.send(new s3.PutObjectCommand({ Bucket, Key, Body: Buffer.from(text), ...sealed }));
    await put('before', 'what was there before');
    const FindingTypes = ['Stealth:IAMUser/CloudTrailLoggingDisabled'];
    const samples = new guardduty.CreateSampleFindingsCommand({ DetectorId, FindingTypes });
    await account.guardduty.send(samples);
    await server.vedette.store.settings.put('marker', 'set');
    const digest = await server.vedette.store.digest('999999999999');

    // Objects come and go all the while.
    let isOver = false;
    const busy = (async () => {
      for (let index = 0; !isOver; index += 1) {
        await put(`busy-${index % 3}`, `version ${index}`);
      }
    })();
    const file = join(folder, 'vedette.tar');
    await command(backupCommand(), file, server.dataDirectory);
    isOver = true;
    await busy;
    await put('before', 'what was put later');

    const into = join(folder, 'restored');
    expect(await command(restoreCommand(), file, into)).toMatch(/^\d+ files with \d+ bytes of /);
    const store = await openStore(into);
    expect(await store.digest('999999999999')).toBe(digest);
    expect(await store.settings.get('marker')).toBe('set');
    await store.close();
    await expectSame(into, DetectorId);
  });

  test('is refused where something is there, and where it is damaged', async () => {
    const file = join(folder, 'other.tar');
    await backUp(server.dataDirectory, file);
    await expect(backUp(server.dataDirectory, file)).rejects.toThrow('is there already');
    await expect(restore(file, server.dataDirectory)).rejects.toThrow('is not empty');
    await expect(backUp(folder, join(folder, 'x.tar'))).rejects.toThrow('is no data directory');
    const bytes = await readFile(file);
    const into = join(folder, 'damaged');
    const cut = join(folder, 'cut.tar');
    await writeFile(cut, bytes.subarray(0, bytes.length - 4096));
    await expect(restore(cut, into)).rejects.toThrow(/cut off/);
    bytes[20_000] = (bytes[20_000] ?? 0) ^ 1;
    await writeFile(cut, bytes);
    await expect(restore(cut, into)).rejects.toThrow('vedette.db is not as it was');
    await expect(readFile(join(into, 'vedette.db'))).rejects.toThrow('ENOENT');
  });
});
