import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ATTACK_NAMES } from '../../bench/generate/attacks.ts';
import { generateCloudTrail } from '../../bench/generate/cloud-trail.ts';

const ACCOUNT = '111122223333';
const START = 1_704_067_200_000;
const logs = generateCloudTrail({
  accounts: [ACCOUNT],
  from: START,
  days: 1,
  seed: 3,
  eventsPerDay: 100,
  attacks: ATTACK_NAMES.map((story) => ({ story, accountId: ACCOUNT, at: START })),
});

let folder: string;
let attacked: string;
let quiet: string;
let broken: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vedette-scan-'));
  attacked = join(folder, 'attacked.json.gz');
  quiet = join(folder, 'quiet.json.gz');
  broken = join(folder, 'broken.json.gz');
  const files = [...logs.files()];
  const hour = files.find(({ region }) => region === 'eu-central-1');
  const last = files.at(-1);
  await writeFile(attacked, hour?.body() ?? '');
  await writeFile(quiet, last?.body() ?? '');
  await writeFile(broken, last?.body().subarray(0, 300) ?? '');
});

afterAll(() => rm(folder, { recursive: true, force: true }));

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** The command as a process of its own; `closeAfter` closes its stdout early, as `head` does. */
function vedette(args: string[], { closesEarly = false } = {}): Promise<Ended> {
  const script = "import('./src/cli/scan.ts').then((m) => m.scanCommand().parseAsync())";
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '-e', script, '--', ...args],
    { cwd: join(import.meta.dirname, '../..') },
  );
  let [out, err] = ['', ''];
  child.stdout.on('data', (data) => {
    out += data;
  });
  child.stderr.on('data', (data) => {
    err += data;
  });
  if (closesEarly) child.stdout.destroy();
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, out, err })));
}

test('ndjson: one finding a line in wire names on stdout, everything else on stderr', async () => {
  const { code, out, err } = await vedette([attacked, '--format', 'ndjson']);
  const findings = out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  const expected = logs.truth.filter(({ region }) => region === 'eu-central-1');
  expect(findings.map(({ type }) => type).sort()).toEqual(expected.map(({ type }) => type).sort());
  for (const finding of findings) {
    expect(finding).toMatchObject({
      accountId: ACCOUNT,
      region: 'eu-central-1',
      schemaVersion: '2.0',
      service: { serviceName: 'guardduty', archived: false, count: expect.any(Number) },
    });
    expect(Object.keys(finding).filter((key) => /^[A-Z]/.test(key))).toEqual([]);
  }
  expect(err).toContain(`Findings: ${expected.length}`);
  expect(code).toBe(0);
});

test('json: one object with findings and summary; a broken file is named and makes 2', async () => {
  const { code, out, err } = await vedette([attacked, broken, '--format', 'json']);
  const { findings, summary } = JSON.parse(out);
  expect(summary).toMatchObject({
    files: 1,
    unreadableFiles: 1,
    accounts: 1,
    regions: 1,
    findings: findings.length,
    findingsBySeverity: { low: expect.any(Number), high: 1 },
  });
  expect(findings.length).toBeGreaterThan(3);
  expect(err).toMatch(/broken\.json\.gz: at byte \d+: broken gzip/);
  expect(code).toBe(2);
});

test('exit codes: a finding to fail on goes before unreadable input', async () => {
  const code = async (...args: string[]) => (await vedette(args)).code;
  expect(await code(attacked, broken, '--fail-on', 'high')).toBe(1);
  expect(await code(attacked, broken, '--fail-on', 'critical')).toBe(2);
  expect(await code(attacked, '--fail-on', 'critical')).toBe(0);
  expect(await code(quiet, '--fail-on', 'low')).toBe(0);
  expect(await code(join(folder, 'missing'))).toBe(2);
});

test('table on stdout; a wrong flag is one line and 1; a closed pipe is no crash', async () => {
  const [table, wrong, closed] = await Promise.all([
    vedette([attacked, quiet]),
    vedette([attacked, '--fail-on', 'huge']),
    vedette([attacked], { closesEarly: true }),
  ]);
  expect(table.out).toContain('PenTest:IAMUser/KaliLinux');
  expect(table.out).toMatch(/Events: \d+ in/);
  expect(table.err).toBe('');
  expect(wrong.code).toBe(1);
  expect(wrong.err.trimEnd().split('\n')).toHaveLength(1);
  expect(closed).toEqual({ code: 0, out: '', err: '' });
});
