import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { baselineCommand } from './baseline.ts';

const FIXTURES = join(import.meta.dirname, '../baseline/fixtures');
const GUARD = join(FIXTURES, 'guard-with-holes.json');
const DEVELOPER = 'arn:aws:iam::444455556666:role/developer';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vedette-baseline-'));
});
afterEach(async () => {
  vi.restoreAllMocks();
  process.exitCode = undefined;
  await rm(folder, { recursive: true });
});

/** What the command printed and how it would end. */
async function run(...words: string[]): Promise<{ text: string; code: number }> {
  const lines: string[] = [];
  vi.spyOn(console, 'log').mockImplementation((line) => lines.push(String(line)));
  process.exitCode = undefined;
  await baselineCommand().parseAsync(words, { from: 'user' });
  const code = Number(process.exitCode ?? 0);
  process.exitCode = undefined;
  return { text: lines.join('\n'), code };
}

describe('lint', () => {
  it('fails by the level that it is told', async () => {
    expect((await run('lint', GUARD)).code).toBe(2);
    expect((await run('lint', GUARD, '--fail-on', 'never')).code).toBe(0);
    const passes = join(FIXTURES, 'B16/fails.yaml');
    expect((await run('lint', passes)).code).toBe(0);
    expect((await run('lint', passes, '--fail-on', 'note')).code).toBe(2);
  });

  it('prints other forms, and heeds other quotas', async () => {
    const { text } = await run('lint', GUARD, '--format', 'sarif');
    expect(JSON.parse(text).runs[0].results.length).toBeGreaterThan(8);
    const small = await run('lint', GUARD, '--scp-characters-max', '100');
    expect(small.text).toMatch(/error B07 \d+ characters, at most 100/);
  });

  it('says which file cannot be read', async () => {
    await expect(run('lint', join(folder, 'none.json'))).rejects.toThrow('none.json');
  });
});

describe('verify', () => {
  it('refuses who would read a sample where none is raised', async () => {
    const reading = run('verify', '--member-role', DEVELOPER, '--reader-role', DEVELOPER);
    await expect(reading).rejects.toThrow('give --sample-role');
  });
});

describe('simulate', () => {
  it('tries all actions that the policy names, and says which statement decides', async () => {
    const { text } = await run('simulate', '--scp', GUARD, '--principal', DEVELOPER);
    expect(text).toContain('ALLOW  guardduty:CreateMembers  on *');
    expect(text).toContain('denied by statement 1 (KeepGuardDuty) of guard-with-holes.json');
    expect(text).toMatch(/16 tried: 8 denied, 8 allowed$/);
  });

  it('ends otherwise where a verdict is not the one that is expected', async () => {
    const asked = ['simulate', '--scp', GUARD, '--principal', DEVELOPER];
    const deleting = [...asked, '--action', 'guardduty:DeleteDetector', '--format', 'json'];
    const denied = await run(...deleting, '--expect', 'deny');
    expect(denied.code).toBe(0);
    expect(JSON.parse(denied.text)[0]).toMatchObject({
      allowed: false,
      deniedBy: { statement: 0 },
    });
    expect((await run(...deleting, '--expect', 'allow')).code).toBe(8);
    const tagged = [...asked, '--action', 'lambda:UntagResource', '--expect', 'deny'];
    const resource = ['--resource', 'arn:aws:lambda:us-east-1:444455556666:function:fn'];
    expect((await run(...tagged, ...resource)).code).toBe(8);
    expect((await run(...tagged, ...resource, '--tag', 'Key=Value')).code).toBe(0);
  });
});

describe('render', () => {
  it('writes files that lint finds nothing in', async () => {
    const out = join(folder, 'new');
    const whose = ['--organization-id', 'o-exampleorg1', '--log-archive-account', '444455556666'];
    const where = ['--audit-account', '123456789012', '--unit', 'ou-abcd-12345678'];
    const regions = ['--regions', 'us-east-1,eu-south-1'];
    await run('render', '--out', out, ...whose, ...where, ...regions);
    const files = (await readdir(out)).filter((name) => !name.endsWith('.md'));
    expect(files).toHaveLength(8);
    const paths = files.map((name) => join(out, name));
    const guard = await readFile(join(out, 'guard.scp.json'), 'utf8');
    expect(guard).not.toContain('cloudtrail');
    const modules = ['--module', 'cloudtrail'];
    await run('render', '--out', out, ...whose, ...where, ...regions, ...modules);
    expect(await readFile(join(out, 'guard.scp.json'), 'utf8')).toContain('cloudtrail:StopLogging');
    const linted = await run('lint', ...paths, ...regions, '--fail-on', 'warning');
    expect(linted.code).toBe(0);
  });
});
