import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openStore } from '../../src/store/open-store.ts';
import { inviteAll, publishAll } from '../support/outbox-process.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vedette-mail-kill-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Starts a process that stands still at a step, kills it there, and says where that was. */
async function killedAt(scenario: 'mail' | 'events', step: number): Promise<string> {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', 'test/support/outbox-process.ts', scenario, folder, `${step}`],
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

it('sends one letter for each invitation, wherever it is killed', async () => {
  const places: string[] = [];
  // Each run begins where the last was killed; what was committed is not done again.
  for (const step of [1, 2, 2, 4, 1, 2, 1]) places.push(await killedAt('mail', step));
  expect(new Set(places)).toEqual(
    new Set([
      'standing before commit',
      'standing after commit',
      'standing sent, not noted',
      'standing noted',
    ]),
  );
  await inviteAll(folder, () => {});
  const letters = readdirSync(join(folder, 'outbox')).sort();
  expect(letters).toEqual(
    ['111122223333', '123456789012', '444455556666'].map(
      (id) => `invitation-${id.padEnd(32, '0')}.eml`,
    ),
  );
  const store = await openStore(folder);
  expect(await store.outbox.counts('invitations')).toEqual({ waiting: 0, dead: 0 });
  expect(await store.notices.list('444455556666', 9)).toHaveLength(1);
  await store.close();
}, 120_000);

it('sends every version of a finding, in order, wherever it is killed', async () => {
  const places: string[] = [];
  for (const step of [1, 2, 5, 6, 7, 9, 10, 13]) places.push(await killedAt('events', step));
  expect(places).toContain('standing before commit');
  expect(places).toContain('standing after commit');
  expect(places).toContain('standing sent, not noted');
  await publishAll(folder, () => {});
  const lines = readFileSync(join(folder, 'events.ndjson'), 'utf8').trim().split('\n');
  const events = lines.map((line) => JSON.parse(line));
  const twice = events.length;
  // A repetition has the id of the first sending: whoever drops it has each version once.
  const once = [...new Map(events.map((event) => [event.id, event])).values()];
  expect(twice).toBeGreaterThan(once.length);
  for (const id of ['a', 'b']) {
    const mine = once.filter(({ detail }) => detail.id === id.repeat(32));
    expect(mine.map(({ detail }) => detail.service.count)).toEqual([1, 2, 3]);
  }
  const store = await openStore(folder);
  expect(await store.outbox.counts('file')).toEqual({ waiting: 0, dead: 0 });
  await store.close();
}, 180_000);
