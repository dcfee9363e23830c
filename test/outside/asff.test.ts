/** Findings in AWS Security Finding Format, held against the model of BatchImportFindings. */
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as guardduty from '@aws-sdk/client-guardduty';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { HookServer } from '../../src/publish/testing.ts';
import { programIsThere } from './presence.ts';
import { Vedette } from './vedette.ts';

const there = programIsThere('python3', ['-c', 'import botocore'], 'the model of Security Hub');

describe.skipIf(!there)('ASFF', () => {
  let hook: HookServer;
  let vedette: Vedette | undefined;
  let folder: string;
  beforeEach(async () => {
    hook = new HookServer();
    folder = await mkdtemp(join(tmpdir(), 'vedette-asff-'));
  });
  afterEach(async () => {
    await vedette?.stop();
    await hook.stop();
    await rm(folder, { recursive: true, force: true });
  });

  test('of every finding type is what BatchImportFindings takes', async () => {
    const url = await hook.start();
    const sinks = join(folder, 'sinks.json');
    await writeFile(sinks, JSON.stringify({ sinks: [{ name: 'hub', type: 'asff', url }] }));
    vedette = await Vedette.start(undefined, ['--sinks', sinks]);
    const { accountId: _, ...credentials } = await vedette.createAccount(
      '444455556666',
      'asff@example.com',
    );
    const settings = { endpoint: vedette.endpoint, region: 'us-east-1', credentials };
    const api = new guardduty.GuardDutyClient(settings);
    const { DetectorId } = await api.send(new guardduty.CreateDetectorCommand({ Enable: true }));
    await api.send(new guardduty.CreateSampleFindingsCommand({ DetectorId }));
    const statistics = new guardduty.GetFindingsStatisticsCommand({
      DetectorId,
      FindingStatisticTypes: ['COUNT_BY_SEVERITY'],
    });
    const { FindingStatistics } = await api.send(statistics);
    const counts = Object.values(FindingStatistics?.CountBySeverity ?? {});
    const total = counts.reduce((sum, count) => sum + count, 0);
    expect(total).toBeGreaterThan(100);
    for (let tries = 0; hook.requests.length < total && tries < 240; tries += 1) await sleep(250);

    const lines = hook.requests.map(({ body }) => `${body}\n`).join('');
    const { stdout, stderr } = spawnSync('python3', ['test/outside/asff_check.py'], {
      input: lines,
      encoding: 'utf8',
      env: { ...process.env, AWS_EC2_METADATA_DISABLED: 'true' },
    });
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toEqual({ checked: total, faults: [] });
  }, 180_000);
});
