import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  auditEvent,
  bodyOf,
  exampleRecord,
  flowLine,
  linesOf,
  OTHER,
} from '../../src/pipeline/testing.ts';
import { ingestFolder } from '../support/ingest-process.ts';

let folder: string;
let logs: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vedette-kill-'));
  logs = join(folder, 'logs');
  mkdirSync(logs);
  const whole = [1, 2, 3].map((second) =>
    exampleRecord({ second, name: second === 1 ? 'Learn' : 'Act' }),
  );
  const lines = [4, 5].map((second) => exampleRecord({ second, accountId: OTHER }));
  writeFileSync(join(logs, 'a.json'), bodyOf(whole));
  // The same line twice is two flows; and neither has an id of its own.
  writeFileSync(join(logs, 'c.log'), [7, 7].map((second) => `${flowLine(second)}\n`).join(''));
  writeFileSync(join(logs, 'd.json'), JSON.stringify([auditEvent(8), auditEvent(9)]));
  writeFileSync(join(logs, 'b.ndjson'), linesOf([...lines, exampleRecord({ second: 6 })]));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Starts a process that stands still at a step, kills it there, and says where that was. */
async function killedAt(step: number, dataDirectory: string, place = ''): Promise<string> {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', 'test/support/ingest-process.ts', dataDirectory, logs, String(step), place],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    if (said.includes('standing')) child.kill('SIGKILL');
  });
  await new Promise((resolve) => child.on('close', resolve));
  return said.trim();
}

it('comes to the same whenever it is killed, before a commit or after', async () => {
  let commits = 0;
  const undisturbed = await ingestFolder(join(folder, 'undisturbed'), logs, (place) => {
    if (place === 'after') commits += 1;
  });
  // One for each event and one for the end of each file.
  expect(commits).toBe(14);

  const dataDirectory = join(folder, 'killed');
  const places: string[] = [];
  // Each run begins where the last was killed: an odd step is before a commit, an even one after.
  for (const step of [1, 2, 3, 4, 1, 2, 3, 3]) places.push(await killedAt(step, dataDirectory));
  expect(new Set(places)).toEqual(new Set(['standing before', 'standing after']));
  let left = 0;
  const killed = await ingestFolder(dataDirectory, logs, () => {
    left += 1;
  });
  expect(left).toBeGreaterThan(0);
  expect(killed).toEqual(undisturbed);
}, 120_000);

it('comes to the same out of a bucket, whenever it is killed', async () => {
  const ignored = () => undefined;
  const undisturbed = await ingestFolder(join(folder, 'undisturbed'), logs, ignored, true);
  const dataDirectory = join(folder, 'killed');
  const places: string[] = [];
  for (const step of [3, 2, 5]) places.push(await killedAt(step, dataDirectory, 'bucket'));
  expect(new Set(places)).toEqual(new Set(['standing before', 'standing after']));
  expect(await ingestFolder(dataDirectory, logs, ignored, true)).toEqual(undisturbed);
}, 120_000);
